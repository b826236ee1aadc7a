using Hongyan.Rules.Engine;

namespace Hongyan.Data;

/// <summary>A case that an organisation owns, of any kind. Kept up to date from its records.</summary>
public sealed class KeptCase
{
    /// <summary>The organisation that owns it, by its id.</summary>
    public required Guid OwnerId { get; init; }
    public required Guid Id { get; init; }
    public required string Kind { get; init; }

    /// <summary>The year of a yearly case.</summary>
    public string? Period { get; init; }
    public string? Title { get; set; }
    public required string State { get; set; }

    /// <summary>The first day of its state; nothing while it is in its first one.</summary>
    public DateOnly? Since { get; set; }

    /// <summary>What was over before this day is nobody's duty in it.</summary>
    public required DateOnly BegunOn { get; init; }

    /// <summary>The next day on which time alone changes what is kept of it; nothing when it holds for good.</summary>
    public DateOnly? TurnsOn { get; set; }

    /// <summary>The ids of each party's organisation and all above it, as the second lock asks for them.</summary>
    public required string[] PartyAbove { get; set; }

    /// <summary>The member whose case it is; he reads it.</summary>
    public Guid? AboutMemberId { get; init; }
}

/// <summary>Who stands on a side of a case: an organisation here, or one outside by its name.</summary>
public sealed class KeptCaseParty
{
    public required Guid OwnerId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required string Side { get; init; }
    public Guid? OrgId { get; init; }
    public required string Kind { get; init; }

    /// <summary>The name of an organisation outside; of one here it is read from there.</summary>
    public string? Name { get; init; }

    /// <summary>The entry of the directory that an organisation outside was chosen from.</summary>
    public Guid? OutsideId { get; init; }
    public required string[] PartyAbove { get; set; }

    /// <summary>The member whose case it is; he reads who is party to it.</summary>
    public Guid? AboutMemberId { get; init; }
}

/// <summary>A file that is kept with a case. Only its parties read it, not those above them.</summary>
public sealed class KeptCaseFile
{
    public required Guid OwnerId { get; init; }
    public required Guid Id { get; init; }
    public required Guid CaseId { get; init; }
    public required string Name { get; init; }

    /// <summary>pdf, jpg, png, docx, xlsx.</summary>
    public required string Kind { get; init; }
    public required int Size { get; init; }
    public required string Sha256 { get; init; }
    public Guid? AccountId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The ids of the parties' organisations; of none where the file belongs to a stay.</summary>
    public required string[] Party { get; set; }

    /// <summary>Of a stay, the organisations of its two sides.</summary>
    public string? HomePath { get; init; }
    public string? HostPath { get; init; }

    /// <summary>The letter that it is a scan of, or whose answer it is.</summary>
    public Guid? DispatchId { get; init; }
}

/// <summary>A part of a file, encrypted by itself.</summary>
public sealed class KeptCaseFilePart
{
    public required Guid OwnerId { get; init; }
    public required Guid FileId { get; init; }
    public required int Place { get; init; }
    public required byte[] Content { get; init; }
    public required string[] Party { get; set; }
    public string? HomePath { get; init; }
    public string? HostPath { get; init; }
}

/// <summary>An advice that an organisation does not follow for some time, with its reason.</summary>
public sealed class AdviceAside
{
    public required Guid OwnerId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>The kind of case that was advised.</summary>
    public required string Kind { get; init; }

    /// <summary>With whom: the id of an organisation, or the code of a place.</summary>
    public required string About { get; init; }
    public required string Reason { get; init; }

    /// <summary>The first day on which it is advised again.</summary>
    public required DateOnly Until { get; init; }
    public Guid? AccountId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required string[] PartyAbove { get; set; }
}
