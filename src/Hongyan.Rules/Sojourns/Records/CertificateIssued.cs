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
        ForMany = new() { Own = ["number"] },
    };

    public string? Number { get; init; }

    public override SojournEvent Numbered(Func<string?> number) => this with { Number = Number ?? number() ?? "-" };

    /// <summary>The branch hands out what the committee sealed since the last loss; what a roster named was sealed before it came here.</summary>
    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after)
    {
        var lost = after.OfType<CertificateLost>().Where(loss => loss.On < On).Select(loss => (DateOnly?)loss.On).Max();
        var isFromRoster = lost is null && after.OfType<DepartureReported>().Any(departure => departure.Certificate is { Length: > 0 });
        var isSealed = after.OfType<CertificateSealed>().Any(seal => lost is null || seal.On >= lost);
        return isSealed || isFromRoster ? null : new Refusal("refusal.not-sealed", "A-3.1b");
    }
}
