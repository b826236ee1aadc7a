using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The receipt of the letter came back to the sending committee.</summary>
public sealed record ReceiptReturned : SojournEvent, IRecord, IOfLetter
{
    public static RecordType Type { get; } = new("receipt-returned")
    {
        Order = 510,
        Sides = Sides.Both,
        While = While.Ever,
        IsInMenu = false,
        Causes = [new("transfer-received") { Concerns = (effect, cause) => IOfLetter.IsSame(effect, ((TransferReceived)cause).Letter) }],
        Undo = Undo.Elsewhere,
        Registers = Registers.Letters,
    };

    public Guid? Letter { get; init; }
}
