using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The certificate was handed to the member, who holds it from that day.</summary>
public sealed record CertificateIssued : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("certificate-issued")
    {
        Order = 70,
        Sides = Sides.Home,
        Usual = 12,
        Fields = [new("number", FieldKind.Text, true)],
        Causes = [new("certificate-sealed")],
        CauseClause = "A-2.1.1b",
        IsDecidedOnce = true,
        Registers = Registers.Certificates,
    };

    public string? Number { get; init; }

    public override SojournEvent Numbered(Func<string?> number) => this with { Number = Number ?? number() ?? "-" };
}
