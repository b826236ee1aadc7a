using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member was urged to transfer his registration.</summary>
public sealed record TransferUrged : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("transfer-urged")
    {
        Order = 450,
        Sides = Sides.Both,
        ForMany = new(),
    };
}
