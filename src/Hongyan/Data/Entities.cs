using Microsoft.AspNetCore.Identity;

namespace Hongyan.Data;

/// <summary>A party organisation; its path of fixed-width codes is its key, and everything below shares the prefix.</summary>
public sealed class Organization
{
    /// <summary>Its identity for life: cases, their parties and duties name it by this, wherever it stands.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string Path { get; init; }
    public required string Name { get; set; }
    public required string Kind { get; set; }
    public string? RegionCode { get; set; }
    public string? Phone { get; set; }
    public string? Address { get; set; }
    public string? Fax { get; set; }
    public string? Postcode { get; set; }

    /// <summary>The policy profile chosen at this organisation; without one, that of the nearest superior holds.</summary>
    public string? Profile { get; set; }
}

/// <summary>Somebody who signs in; as what, his appointments say.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public required string DisplayName { get; set; }

    /// <summary>The member whose own account it is; nothing for staff.</summary>
    public Guid? MemberId { get; set; }

    /// <summary>The appointment he chose last.</summary>
    public Guid? WorksIn { get; set; }

    /// <summary>Since when nobody can sign in with it; nothing while it is open.</summary>
    public DateTimeOffset? DisabledAt { get; set; }
}

public sealed class ProfileVersion
{
    public required string Code { get; init; }
    public required int Version { get; init; }

    /// <summary>The organisation whose own layer it is; nothing for a layer that came with the product.</summary>
    public string? Owner { get; init; }
    public required string Body { get; init; }
    public required string Reason { get; init; }
    public Guid? AccountId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>One act: who, as what, for which organisation, from where, when, what and why. Appended, then sealed by the chain.</summary>
public sealed class AuditEntry
{
    /// <summary>
    /// What no statement says of a new entry: the session of the database tells when it was, who acts, as what and for whom; sealing does the rest.
    /// </summary>
    internal static readonly string[] ToldByDatabase = [nameof(At), nameof(AccountId), nameof(Role), nameof(OrgPath), nameof(No), nameof(Hash)];

    public required Guid Id { get; init; }
    public DateTimeOffset At { get; private init; }
    public Guid? AccountId { get; private init; }
    public string? OrgPath { get; private init; }
    public required string Act { get; init; }
    public string? Subject { get; init; }

    /// <summary>Whom it concerns; he may read the entry himself.</summary>
    public Guid? MemberId { get; init; }
    public string? Details { get; init; }
    public string? Role { get; private init; }
    public string? FromAddress { get; init; }
    public string? Reason { get; init; }

    /// <summary>The place in the chain and the keyed hash over it, the entry and the hash before; nothing until it is sealed.</summary>
    public long? No { get; set; }
    public byte[]? Hash { get; set; }
}

/// <summary>An uploaded file between preview and acceptance.</summary>
public sealed class ImportDraft
{
    public required Guid Id { get; init; }
    public required Guid AccountId { get; init; }
    public required string OrgPath { get; init; }
    public required string Kind { get; init; }
    public required string FileName { get; init; }
    public required byte[] Content { get; init; }
    public string? Mapping { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
}

public sealed class Setting
{
    public required string Key { get; init; }
    public required string Value { get; set; }
}
