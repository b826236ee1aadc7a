namespace Hongyan.Features.Home;

/// <summary>One thing that waits: how many, and the page where they are. What waits for nobody is not shown.</summary>
/// <param name="Name">Its words are the text <c>tile.</c> and this.</param>
/// <param name="IsLate">Something that should not be there at all.</param>
public sealed record Tile(string Name, long Count, string Address, bool IsLate = false);
