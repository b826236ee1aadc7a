namespace Hongyan.Rules.Sojourns;

/// <summary>The two sides of a sojourn: home keeps the registration, host the daily life.</summary>
public enum Side
{
    Home,
    Host,
}
