namespace Hongyan.Data;

/// <summary>A stay that two installations know of, each by its own id.</summary>
public sealed class KeptShared
{
    public const string Home = "home", Host = "host";

    public required Guid PeerId { get; init; }
    public required Guid CaseId { get; init; }

    /// <summary>The member here.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The side of this installation: home or host.</summary>
    public required string Side { get; init; }

    /// <summary>Its id there; nothing until the host has said who it is.</summary>
    public string? Theirs { get; set; }
    public required Guid OrgId { get; set; }
    public required string TheirOrg { get; set; }
    public DateTimeOffset? MatchedAt { get; set; }
    public Guid? MatchedBy { get; set; }
    public DateOnly? UnmatchedOn { get; set; }
    public required string[] PartyAbove { get; set; }
}
