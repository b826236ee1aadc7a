using Hongyan.Rules.Certificates;

namespace Hongyan.Data;

/// <summary>Numbers given to a committee: prefix and a counter of fixed width.</summary>
public sealed class CertificateRange
{
    public required Guid Id { get; init; }
    public required string CommitteePath { get; init; }
    public required string Prefix { get; init; }
    public required int Width { get; init; }
    public required long First { get; init; }
    public required long Last { get; init; }
    public required long Next { get; set; }
    public required DateOnly GivenOn { get; init; }
    public Guid? AccountId { get; init; }

    public long Left => Last - Next + 1;

    public string Number(long count) => Prefix + count.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(Width, '0');
}

/// <summary>A certificate as its records tell it; written by nobody but their keeper.</summary>
public sealed class KeptCertificate
{
    public required Guid MemberId { get; init; }
    public required Guid Id { get; init; }
    public required Guid SojournId { get; init; }
    public string? Number { get; set; }

    /// <summary>The committee that seals it and whose key signs it.</summary>
    public required string CommitteePath { get; init; }

    /// <summary>Named by a roster; no record of seal or issue is known.</summary>
    public bool FromRoster { get; set; }
    public DateOnly? SealedOn { get; set; }
    public DateOnly? IssuedOn { get; set; }
    public DateOnly? ValidUntil { get; set; }
    public DateOnly? PresentedOn { get; set; }
    public DateOnly? LostOn { get; set; }
    public DateOnly? ReplacedOn { get; set; }
    public DateOnly? WithdrawnOn { get; set; }

    /// <summary>The key that signed <see cref="Code"/>; a certificate numbered by hand has neither.</summary>
    public string? KeyId { get; set; }
    public string? Code { get; set; }

    /// <summary>The host reads it because the stay is its own; so a change of host changes nothing here.</summary>
    public required string HomePath { get; init; }

    public CertificateState StateOn(DateOnly day) => new CertificateDays(IssuedOn, ValidUntil, LostOn, ReplacedOn, WithdrawnOn).StateOn(day);
}

/// <summary>A number and the one certificate that has it, for ever.</summary>
public sealed class CertificateNumber
{
    public required string Number { get; init; }
    public required Guid MemberId { get; init; }
    public required Guid CertificateId { get; init; }
}

/// <summary>A key with which a committee signs its certificates.</summary>
public sealed class SigningKey
{
    public required string Kid { get; init; }
    public required string CommitteePath { get; init; }
    public required string Algorithm { get; init; }
    public required byte[] PublicKey { get; init; }

    /// <summary>Encrypted.</summary>
    public required byte[] PrivateKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From then on it signs no more; what it signed stays verifiable.</summary>
    public DateOnly? RetiredOn { get; set; }
}

/// <summary>A key of the installation itself.</summary>
public sealed class InstallationSigningKey
{
    public const string Root = "root";
    public const string Status = "status";

    public required string Kid { get; init; }
    public required string Purpose { get; init; }
    public required string Algorithm { get; init; }
    public required byte[] PublicKey { get; init; }

    /// <summary>Encrypted.</summary>
    public required byte[] PrivateKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateOnly? RetiredOn { get; set; }
}

/// <summary>What is signed for strangers: the set of keys, and each status list as JWT and as CWT.</summary>
public sealed class Publication
{
    public required string Name { get; init; }
    public required string Media { get; set; }
    public required byte[] Content { get; set; }
    public required DateTimeOffset SignedAt { get; set; }

    /// <summary>What it was made of: with another mark it is out of date.</summary>
    public string? Mark { get; set; }
}
