using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member showed his certificate after his return.</summary>
public sealed record CertificatePresented : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("certificate-presented")
    {
        Order = 100,
        Sides = Sides.Home,
        While = While.Ended,
        Usual = 13,
        Causes = [new("returned")],
        CauseClause = "A-2.3.4",
        Registers = Registers.Certificates,
    };

    public override bool IsSignOfLife() => true;
}
