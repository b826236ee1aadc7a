using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Records;

/// <summary>Why something cannot be written: a key of the texts of this folder, and the clause it rests on when one does.</summary>
/// <param name="On">The day the sentence names.</param>
/// <param name="Field">The field of the form that is wrong, when it is one.</param>
public sealed record Refusal(string Text, string? Clause = null, DateOnly? On = null, string? Field = null)
{
    /// <summary>The type of the other record on which this one fails; its day is <see cref="On"/>.</summary>
    public string? Other { get; init; }

    private static readonly Dictionary<string, string> CauseClauses = new()
    {
        ["certificate-sealed"] = "A-3.1b",
        ["certificate-issued"] = "A-2.1.1b",
        ["certificate-presented"] = "A-2.3.4",
        ["certificate-withdrawn"] = "B-3.1.1c",
        ["return-checked"] = "A-2.1.4",
        ["contact"] = "B-3.1.3.1c",
        ["reported-in"] = "A-2.3.2a",
        ["placed"] = "A-2.3.2a",
        ["refused"] = "A-2.3.2a",
        ["branch-named"] = "A-2.3.2a",
        ["returned"] = "A-2.3.1a",
    };

    private static readonly Dictionary<string, string> Clauses = new()
    {
        ["refusal.not-reported-in"] = "A-2.3.2a",
        ["refusal.reported-already"] = "A-2.3.2a",
        ["refusal.placed-already"] = "D-2.1c",
        ["refusal.arrived-already"] = "A-2.3.4",
        ["refusal.returned-already"] = "A-2.3.4",
        ["refusal.done-already"] = "A-2.1.4",
        ["refusal.not-returned"] = "A-2.1.4",
        ["refusal.before-departure"] = "A-2.3.1a",
        ["refusal.member-not-full"] = "B-3.1.3.1b",
        ["refusal.departed-already"] = "A-2.3.1a",
        ["refusal.too-early"] = "A-3.1e",
        ["refusal.order"] = "A-3.2b",
    };

    /// <summary>The sentence the reader sees.</summary>
    public string In(Texts texts) =>
        texts.For("Records")[Text, On is { } on ? DateText.Of(on) : null, Other switch
        {
            null => null,
            "departure" => texts.For("Records")["cause.departure"],
            _ => texts.For("Duties")["record." + Other],
        }];

    /// <summary>Refused because its cause is dated later.</summary>
    public static Refusal Before(string type, CauseViolation violation) => new("refusal.before-cause", CauseClauses.GetValueOrDefault(type), violation.CauseDay, "on")
    {
        Other = violation.CauseDay == violation.Cause.On ? EventJson.TypeOf(violation.Cause) : "departure",
    };

    /// <summary>Refused because a record that it caused is dated earlier.</summary>
    public static Refusal After(string effect, DateOnly day) =>
        new("refusal.after-effect", CauseClauses.GetValueOrDefault(effect), day, "on") { Other = effect };

    /// <summary>The refusal of that key, with its clause.</summary>
    public static Refusal Of(string key) => new(key, Clauses.GetValueOrDefault(key));
}

/// <summary>What came of writing: it was taken up, or refused with a reason.</summary>
public readonly record struct Answer(Refusal? Refusal)
{
    /// <summary>Whether it was taken up.</summary>
    public bool IsTaken => Refusal is null;

    public static implicit operator bool(Answer answer) => answer.IsTaken;

    public static implicit operator Answer(Refusal? refusal) => new(refusal);

    public static Answer FromRefusal(Refusal? refusal) => new(refusal);

    public bool ToBoolean() => IsTaken;
}
