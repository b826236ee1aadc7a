using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch decided on a conversion.</summary>
public sealed record ConversionDecided : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("conversion-decided")
    {
        Order = 420,
        Sides = Sides.Home,
        Fields = [new("result", FieldKind.Choice, true, "converted", "extended", "cancelled"), new("extendedTo", FieldKind.Date)],
        Check = typed => typed["result"] == "extended" && typed["extendedTo"] is null ? [new("extendedTo", "invalid.required")] : [],
        IsDecidedOnce = true,
        Undo = Undo.Judgement,
        Registers = Registers.Membership,
    };

    /// <summary>converted, extended or cancelled.</summary>
    [JsonRequired]
    public string Result { get; init; } = "";

    /// <summary>The end of the probation that was decided on; unsaid, the one known of the member.</summary>
    public DateOnly? ProbationEnds { get; init; }

    /// <summary>The new end of probation, when it was extended.</summary>
    public DateOnly? ExtendedTo { get; init; }

    /// <summary>Why it was decided although the host had not given its opinion.</summary>
    public string? WithoutOpinion { get; init; }
}
