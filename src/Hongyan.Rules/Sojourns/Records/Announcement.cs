using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>Something of a branch that takes place on a day and of which its members are told.</summary>
public abstract record Announcement : SojournEvent
{
    [JsonRequired]
    public DateOnly TakesPlace { get; init; }
    public DateOnly? Announced { get; init; }
    public string? Name { get; init; }
    public Side Of { get; init; } = Side.Home;

    /// <summary>The day on which members could know of it.</summary>
    [JsonIgnore]
    public DateOnly AnnouncedOn => Announced ?? On;
}
