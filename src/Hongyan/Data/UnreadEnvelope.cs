namespace Hongyan.Data;

/// <summary>An envelope that could not be read: when it came and why, and nothing of what was in it.</summary>
public sealed class UnreadEnvelope
{
    public const string Net = "net", File = "file";

    /// <summary>Why: nothing that is an envelope, too long, broken off, of nobody known, of a peer that is not open.</summary>
    public const string NoEnvelope = "no-envelope", TooLarge = "too-large", Cut = "cut", Unknown = "unknown", Closed = "closed";

    /// <summary>Why: sealed for a key that is none of ours, altered or not signed by its peer, for another installation, of nothing that is read.</summary>
    public const string Key = "key", Altered = "altered", Receiver = "receiver", Content = "content";

    public required Guid Id { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What it calls its sender by; nothing where that could not be read.</summary>
    public string? Handle { get; init; }

    /// <summary>In characters, as far as it was read.</summary>
    public required int Size { get; init; }

    /// <summary>net or file.</summary>
    public required string Way { get; init; }
    public required string Why { get; init; }
}
