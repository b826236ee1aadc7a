using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A reason for which a time without life, dues or work does not count.</summary>
public sealed record ValidReason : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("valid-reason")
    {
        Order = 520,
        Sides = Sides.Both,
        Fields = [new("from", FieldKind.Date, true), new("to", FieldKind.Date)],
        IsOfNeed = true,
        ForMany = new() { Own = [ForMany.Note], NeverAlike = [ForMany.Note] },
    };

    [JsonRequired]
    public DateOnly From { get; init; }
    public DateOnly? To { get; init; }
}
