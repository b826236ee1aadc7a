using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The receiving committee did not take the member over; there is no refusal without a reason.</summary>
public sealed record TransferRefused : SojournEvent, IRecord, IOfLetter
{
    public static RecordType Type { get; } = new("transfer-refused")
    {
        Order = 500,
        Sides = Sides.Both,
        While = While.Ever,
        IsInMenu = false,
        Fields = [new("reason", FieldKind.Text, true)],
        Causes = [TransferLetterIssued.Letters],
        IsDecidedOnce = true,
        Undo = Undo.Elsewhere,
        Registers = Registers.Letters,
    };

    public Guid? Letter { get; init; }

    [JsonRequired]
    public string Reason { get; init; } = "";
}
