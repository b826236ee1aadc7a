using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>A branch named the person who keeps in touch with the member.</summary>
public sealed record ContactPersonNamed : SojournEvent
{
    [JsonRequired]
    public Side By { get; init; }

    /// <summary>His name.</summary>
    public string? Person { get; init; }

    /// <summary>The member he is; nothing in old records and where the roster is not in this installation.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Only a full member may be named; unsaid means he is one.</summary>
    public bool FullMember { get; init; } = true;
}
