using System.Text.Json;

namespace Hongyan.Data;

/// <summary>A party organisation that does not work in this installation: found, written to and named in cases, and owed nothing here.</summary>
public sealed class OutsideOrganization
{
    public required Guid Id { get; init; }
    public required string Name { get; set; }

    /// <summary>What two spellings of one name have in common.</summary>
    public required string Key { get; set; }

    /// <summary>The names it had, as JSON; read by <see cref="FormerNames"/>.</summary>
    public string Former { get; set; } = "[]";
    public string[] FormerKeys { get; set; } = [];

    /// <summary>branch, general-branch, committee, organization-department, floating-organization or other.</summary>
    public required string Level { get; set; }

    /// <summary>The division by its code of six digits, one that was abolished, too; without it <see cref="RegionUnknown"/> says why.</summary>
    public string? RegionCode { get; set; }
    public string? RegionUnknown { get; set; }
    public Guid? SuperiorId { get; set; }

    /// <summary>12 or 15 digits that mean nothing here.</summary>
    public string? NationalCode { get; set; }
    public string? Address { get; set; }
    public string? Postcode { get; set; }
    public string? Phone { get; set; }

    /// <summary>The telephone number without what is written between its digits.</summary>
    public string? PhoneDigits { get; set; }

    /// <summary>No telephone number is known.</summary>
    public bool NoPhone { get; set; }
    public string? Fax { get; set; }
    public string? Email { get; set; }
    public string? ContactName { get; set; }
    public string? ContactPost { get; set; }

    /// <summary>Encrypted.</summary>
    public string? ContactPhone { get; set; }

    /// <summary>How it is written to, the best first: paper, mail, fax, telephone, exchange.</summary>
    public string[] Ways { get; set; } = [];

    /// <summary>The installation that the exchange leads to, and the organisation there.</summary>
    public string? Peer { get; set; }
    public string? PeerOrg { get; set; }
    public string? Note { get; set; }

    /// <summary>The last day on which it told something; kept by the function <c>outside_word</c>.</summary>
    public DateOnly? LastWordOn { get; init; }

    /// <summary>The entry that stands for it, by an act of two persons.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>Raised by each change, so that nobody overwrites what he has not seen.</summary>
    public int Version { get; set; } = 1;
    public Guid? AccountId { get; init; }

    /// <summary>The organisation that made the entry.</summary>
    public Guid? OrgId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    public IReadOnlyList<FormerName> FormerNames => JsonSerializer.Deserialize<List<FormerName>>(Former, JsonSerializerOptions.Web) ?? [];

    /// <summary>Takes the new name; the one before is kept with the last day on which it was here.</summary>
    public void Rename(string name, string key, DateOnly today)
    {
        if (name == Name)
            return;
        Former = JsonSerializer.Serialize(FormerNames.Append(new FormerName(Name, today)), JsonSerializerOptions.Web);
        FormerKeys = [.. FormerKeys.Append(Key).Distinct()];
        (Name, Key) = (name, key);
    }
}

/// <param name="Until">The day on which another name took its place here.</param>
public sealed record FormerName(string Name, DateOnly Until);

/// <summary>What two persons do to entries: one asks, another confirms. Kept for good.</summary>
public sealed class OutsideAct
{
    public const string Merged = "outside-merged", Parted = "outside-parted";

    public required Guid Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>The entry that another one stands for, from the confirmation on.</summary>
    public required Guid EntryId { get; init; }
    public required Guid IntoId { get; init; }

    /// <summary>The merging that a parting takes back.</summary>
    public Guid? UndoesId { get; init; }
    public required Guid AskedBy { get; init; }
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>The organisation of whoever asked: a second person of it, or of one above it, confirms.</summary>
    public required string AskedPath { get; init; }
    public required string Reason { get; init; }
    public Guid? ConfirmedBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }
    public Guid? DeclinedBy { get; set; }
    public DateTimeOffset? DeclinedAt { get; set; }
    public bool IsOpen => ConfirmedAt is null && DeclinedAt is null;
}
