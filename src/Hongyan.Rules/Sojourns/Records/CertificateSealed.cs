using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The committee sealed the activity certificate.</summary>
public sealed record CertificateSealed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("certificate-sealed")
    {
        Order = 60,
        Sides = Sides.Home,
        CommitteeOnly = true,
        Fields = [new("number", FieldKind.Text)],
        Causes = [new("departure-reported")],
        CauseClause = "A-3.1b",
        IsDecidedOnce = true,
        Registers = Registers.Certificates,
    };

    public string? Number { get; init; }
}
