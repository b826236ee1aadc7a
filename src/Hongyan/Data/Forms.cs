namespace Hongyan.Data;

/// <summary>What somebody typed into a form and has not sent: encrypted, and his alone.</summary>
public sealed class FormDraft
{
    public required Guid AccountId { get; init; }

    /// <summary>The form as it was opened once; a second tab has another one.</summary>
    public required Guid Id { get; init; }

    /// <summary>A keyed hash of the page's address.</summary>
    public required byte[] Page { get; init; }

    /// <summary>Which form of the page.</summary>
    public required string Form { get; init; }
    public required byte[] Content { get; init; }
    public required DateTimeOffset SavedAt { get; init; }
}

/// <summary>A form that was sent, and with what it was answered.</summary>
public sealed class SentForm
{
    public required Guid AccountId { get; init; }
    public required Guid Id { get; init; }

    /// <summary>A keyed hash of what was sent.</summary>
    public required byte[] Body { get; init; }

    /// <summary>Encrypted; nothing while the first sending is under way.</summary>
    public byte[]? Answer { get; init; }
    public required DateTimeOffset SentAt { get; init; }
}
