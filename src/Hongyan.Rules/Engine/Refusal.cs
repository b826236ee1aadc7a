namespace Hongyan.Rules.Engine;

/// <summary>Why something cannot be written: a key of the texts of records, and the clause it rests on when one does.</summary>
/// <param name="On">The day the sentence names.</param>
/// <param name="Field">The field of the form that is wrong, when it is one.</param>
public sealed record Refusal(string Text, string? Clause = null, DateOnly? On = null, string? Field = null)
{
    /// <summary>The type of the other record on which this one fails; its day is <see cref="On"/>.</summary>
    public string? Other { get; init; }

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
        ["refusal.left-already"] = "D-2.1c",
        ["refusal.no-grounds"] = "D-2.1c",
        ["refusal.home-silent"] = "D-2.1c",
        ["refusal.not-asked"] = "D-2.1c",
        ["refusal.not-heard"] = "D-2.1c",
        ["refusal.not-heard-yet"] = "D-2.1c",
        ["refusal.two-persons"] = "D-2.1c",
        ["refusal.two-persons.certificate"] = "C-4d",
        ["refusal.hearing-followed"] = "D-2.1c",
        ["refusal.number-of-another"] = "E-2.5",
        ["refusal.numbers"] = "E-2.5",
        ["refusal.number-learned"] = "E-2.5",
        ["refusal.not-refused"] = "D-2.1c",
        ["refusal.lifted-by-superior"] = "D-2.1c",
        ["refusal.strike.lifted"] = "D-2.1c",
        ["refusal.two-persons.same"] = "D-2.1c",
        ["refusal.two-persons.scope"] = "D-2.1c",
        ["refusal.dues-at-home"] = "A-2.3.2c",
        ["refusal.after-arrival"] = "A-2.3.1a",
        ["refusal.look-again"] = "E-2.5",
        ["refusal.told-home"] = "D-2.2b",
        ["refusal.told-here"] = "D-2.2b",
        ["refusal.told-before"] = "D-2.2b",
        ["refusal.told-ahead"] = "D-2.2b",
        ["refusal.not-in-force"] = "C-3.1b",
        ["refusal.text-changed"] = "C-3.1a",
        ["refusal.not-agreed"] = "C-3.1a",
        ["refusal.signed-already"] = "C-3.1a",
        ["refusal.text-out"] = "C-3.1a",
        ["refusal.in-force-already"] = "C-3.1a",
    };

    /// <summary>The refusal of that key, with its clause.</summary>
    public static Refusal Of(string key) => new(key, Clauses.GetValueOrDefault(key));
}
