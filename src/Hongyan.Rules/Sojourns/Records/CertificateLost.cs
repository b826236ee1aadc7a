using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member reported his certificate lost.</summary>
public sealed record CertificateLost : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("certificate-lost")
    {
        Order = 90,
        Sides = Sides.Both,
        ContactMay = true,
        While = While.Ever,
        Usual = 15,
        Causes = [new("certificate-issued")],
        Registers = Registers.Certificates,
    };
}
