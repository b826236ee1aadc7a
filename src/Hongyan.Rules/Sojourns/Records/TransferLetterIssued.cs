using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A transfer letter was issued; it lapses after its days.</summary>
public sealed record TransferLetterIssued : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("transfer-letter-issued")
    {
        Order = 480,
        Sides = Sides.Home,
        CommitteeOnly = true,
        While = While.Ever,
        IsInMenu = false,
        Fields = [new("validDays", FieldKind.Number)],
        IsDecidedOnce = true,
        Undo = Undo.Elsewhere,
        Registers = Registers.Letters,
    };

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

    /// <summary>The letter as the cause of what becomes of it.</summary>
    internal static Cause Letters { get; } =
        new("transfer-letter-issued") { Concerns = (effect, cause) => IOfLetter.IsSame(effect, ((TransferLetterIssued)cause).Letter) };
}
