namespace Hongyan.Rules.Sojourns;

/// <summary>A transfer letter was issued; it lapses after its days.</summary>
public sealed record TransferLetterIssued : SojournEvent
{
    public int? ValidDays { get; init; }
    public string? Number { get; init; }

    /// <summary>The organisation the registration goes to, in words.</summary>
    public string? To { get; init; }

    /// <summary>Its path, when it is one of this installation.</summary>
    public string? ToPath { get; init; }

    /// <summary>Names the letter; what becomes of it says the same name. A correction of its record keeps it.</summary>
    public Guid? Letter { get; init; }

    /// <summary>The last month for which dues are paid, written 2026-03.</summary>
    public string? DuesPaidTo { get; init; }
}
