using System.Text.Json.Serialization;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Engine;

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

    /// <summary>Announcements as the causes of what is told, read or said about them.</summary>
    internal static IReadOnlyList<Cause> AsCauses { get; } =
    [
        .. new[] { "election", "major-matter", "meeting" }.Select(type => new Cause(type)
        {
            DayOf = happened => ((Announcement)happened).AnnouncedOn,
            Concerns = (effect, cause) => effect is IOfOccasion of && NotifyRights.IsNamed(of.Event, (Announcement)cause),
        }),
    ];
}
