using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The receiving committee took the member over on his letter.</summary>
public sealed record TransferReceived : SojournEvent, IRecord, IOfLetter
{
    public static RecordType Type { get; } = new("transfer-received")
    {
        Order = 490,
        Sides = Sides.Both,
        While = While.Ever,
        IsInMenu = false,
        Causes = [TransferLetterIssued.Letters],
        IsDecidedOnce = true,
        Undo = Undo.Elsewhere,
        Registers = Registers.Letters,
    };

    public Guid? Letter { get; init; }
}
