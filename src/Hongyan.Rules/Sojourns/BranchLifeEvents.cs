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

/// <summary>An election of a branch.</summary>
public sealed record Election : Announcement;

/// <summary>A major matter of a branch of which its members are to know.</summary>
public sealed record MajorMatter : Announcement;

/// <summary>A meeting of a branch to which its members are called.</summary>
public sealed record Meeting : Announcement;

/// <summary>The member was told of an announcement: its name, its kind, or the day on which it takes place.</summary>
public sealed record Notified : SojournEvent
{
    [JsonRequired]
    public string Event { get; init; } = "";

    /// <summary>opened, answered, told, delivered or posted; old records and case files may leave it out, which means told.</summary>
    public string? How { get; init; }

    /// <summary>How he was told: phone, visit, family, signed.</summary>
    public string? Means { get; init; }

    /// <summary>The name of the person who told him.</summary>
    public string? By { get; init; }

    /// <summary>False when the notice was only posted or delivered: nobody knows whether he has seen it.</summary>
    [JsonIgnore]
    public bool IsTold => How is not ("posted" or "delivered");
}

/// <summary>The yearly review gave a grade.</summary>
public sealed record Reviewed : SojournEvent
{
    [JsonRequired]
    public string Grade { get; init; } = "";

    /// <summary>home, host or floating-organization.</summary>
    public string Venue { get; init; } = "home";

    /// <summary>The year reviewed; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
