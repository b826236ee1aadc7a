using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Home took the certificate back.</summary>
public sealed record CertificateWithdrawn : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("certificate-withdrawn")
    {
        Order = 110,
        Sides = Sides.Home,
        While = While.Ended,
        Causes = [new("returned")],
        CauseClause = "B-3.1.1c",
        Registers = Registers.Certificates,
    };
}
