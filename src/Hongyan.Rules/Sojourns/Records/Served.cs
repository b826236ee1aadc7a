using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member was served: job, training, rights or station.</summary>
public sealed record Served : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("served")
    {
        Order = 300,
        Sides = Sides.Both,
        ContactMay = true,
        While = While.Ever,
        Side = "by",
        Fields = [new("kind", FieldKind.Choice, true, "job", "training", "rights", "station")],
        IsConfidential = true,
        Causes = Beginning.Causes,
        ForMany = new() { Own = [ForMany.Note], NeverAlike = [ForMany.Note] },
    };

    [JsonRequired]
    public Side By { get; init; }
    public string? Kind { get; init; }
}
