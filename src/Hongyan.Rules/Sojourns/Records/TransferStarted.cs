using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The transfer was begun.</summary>
public sealed record TransferStarted : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("transfer-started")
    {
        Order = 460,
        Sides = Sides.Home,
        IsDecidedOnce = true,
        Registers = Registers.Letters,
    };
}
