namespace Hongyan.Rules.Sojourns;

/// <summary>Who says something in a sojourn: one of the two sides, or the member himself.</summary>
public enum Writer
{
    Home,
    Host,
    Member,
}
