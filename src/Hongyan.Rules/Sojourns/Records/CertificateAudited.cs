using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>One of the two branches audited the certificate for the year.</summary>
public sealed record CertificateAudited : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("certificate-audited")
    {
        Order = 80,
        Sides = Sides.Both,
        Side = "by",
        Fields = [new("year", FieldKind.Number) { Preset = FieldPreset.ThisYear }],
        Causes = [new("certificate-issued")],
        Registers = Registers.Certificates,
        ForMany = new() { Own = [ForMany.Note] }, // what is wrong with a certificate is wrong with that one
    };

    [JsonRequired]
    public Side By { get; init; }

    /// <summary>The year audited; unsaid, that of its day.</summary>
    public int? Year { get; init; }
}
