namespace Hongyan.Data;

/// <summary>A key of this installation for what passes between installations. Pages read all of it but the private half.</summary>
public sealed class KeptExchangeKey
{
    public const string Signing = "sig", Encryption = "enc";

    public required string Kid { get; init; }

    /// <summary>sig or enc.</summary>
    public required string Use { get; init; }
    public required string X { get; init; }
    public required string Y { get; init; }

    /// <summary>Encrypted.</summary>
    public required byte[] PrivateKey { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateOnly? RetiredOn { get; set; }

    /// <summary>Both keys of one generation are in force together, from 1.</summary>
    public int Generation { get; init; } = 1;

    /// <summary>Made by one person, and not yet put in force by another.</summary>
    public bool Waits { get; set; }
    public Guid? MadeBy { get; init; }
    public Guid? ConfirmedBy { get; set; }

    /// <summary>When something sealed for it was opened last, since it was retired.</summary>
    public DateOnly? UsedOn { get; set; }
}

/// <summary>Another installation as its card says it, and how far its introduction has come. Its id is that of its case.</summary>
public sealed class KeptPeer
{
    public required Guid Id { get; init; }

    /// <summary>The organisation department that introduced it.</summary>
    public required Guid OwnerId { get; init; }
    public required string Installation { get; init; }
    public string Name { get; set; } = "";
    public string? Division { get; set; }

    /// <summary>Where it is written to; nothing when only files are exchanged.</summary>
    public string? Address { get; set; }
    public required string Profile { get; set; }
    public string SigningX { get; set; } = "";
    public string SigningY { get; set; } = "";
    public string EncryptionX { get; set; } = "";
    public string EncryptionY { get; set; } = "";

    /// <summary>Those that receive, as JSON.</summary>
    public string Organizations { get; set; } = "";
    public string Fingerprint { get; set; } = "";

    /// <summary>What we call it by, in what it sends.</summary>
    public string HandleOurs { get; set; } = "";

    /// <summary>What our greeting told it to call itself by from then on.</summary>
    public string? HandleGiven { get; set; }

    /// <summary>What it calls us by, in what we send.</summary>
    public string HandleTheirs { get; set; } = "";

    /// <summary>As its case says it.</summary>
    public required string State { get; set; }
    public Guid? LoadedBy { get; set; }
    public Guid? ComparedBy { get; set; }
    public Guid? ConfirmedBy { get; set; }
    public required DateTimeOffset LoadedAt { get; set; }

    /// <summary>A changed card that waits beside the one in force; nothing when none does.</summary>
    public string? NextCard { get; set; }
    public string? NextFingerprint { get; set; }
    public Guid? NextLoadedBy { get; set; }
    public DateTimeOffset? NextLoadedAt { get; set; }
    public Guid? NextComparedBy { get; set; }

    /// <summary>Which generation of our keys it has in force, and since when that is known: it sealed something for it.</summary>
    public int OurGeneration { get; set; } = 1;
    public DateOnly? OurSince { get; set; }

    /// <summary>The generation that it was told of last.</summary>
    public int ToldGeneration { get; set; } = 1;
}

/// <summary>How two installations agree where a direction goes on after one of them was restored from a backup.</summary>
public sealed class KeptResync
{
    public const string Asks = "asks", Asked = "asked";
    public const string Begun = "begun", Proposed = "proposed", Confirmed = "confirmed", Done = "done";

    public required Guid PeerId { get; init; }

    /// <summary>asks: this installation was restored; asked: the peer was.</summary>
    public required string Role { get; init; }
    public required string Nonce { get; set; }
    public required string State { get; set; }

    /// <summary>How far the restored side is with what the other one sent, and up to where it knows the answers to what it sent.</summary>
    public long OurApplied { get; set; }
    public long OurAnswered { get; set; }

    /// <summary>What the receiver holds, as it signed it.</summary>
    public int? HeldEpoch { get; set; }
    public long? HeldApplied { get; set; }
    public string? HeldLastId { get; set; }
    public long? HeldHighest { get; set; }
    public int? NextEpoch { get; set; }
    public long? NextFirst { get; set; }
    public required DateTimeOffset BegunAt { get; set; }
    public Guid? SeenBy { get; set; }
    public Guid? ConfirmedBy { get; set; }

    public Rules.Exchange.Resync? Agreed => NextEpoch is { } epoch && NextFirst is { } first ? new(epoch, first, HeldLastId) : null;
}
