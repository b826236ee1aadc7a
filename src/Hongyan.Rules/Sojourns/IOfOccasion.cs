namespace Hongyan.Rules.Sojourns;

/// <summary>A record about an announcement: by its name, its kind or its day.</summary>
public interface IOfOccasion
{
    string Event { get; }
}
