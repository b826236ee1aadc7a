using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>An agreement of two organisations holds from that day on. Written to stays until agreements were cases of their own.</summary>
public sealed record AgreementInForce : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("agreement-in-force")
    {
        Order = 540,
        IsFormer = true,
        IsInMenu = false,
        HasForm = false,
        Fields = [new("until", FieldKind.Date)],
    };

    public DateOnly? Until { get; init; }
}
