using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Tests.Engine;

/// <summary>
/// A kind of case of the tests: two sides, one of which may be outside, with a proposal, an answer, talks in every quarter and an end by time.
/// </summary>
public static class Trial
{
    public static readonly DateOnly Until = new(2026, 9, 30);

    public static CaseKind Kind { get; } = new("trial", typeof(TrialEvent))
    {
        Sides = [new("one"), new("other", MayBeOutside: true)],
        FirstState = "draft",
        States = ["draft", "proposed", "running", "over"],
        LastStates = ["over"],
        TimeSteps = [new("running", "over", _ => Until.AddDays(1))],
        Duties = [new AnswerRule(), new TalkRule()],
        Warnings = story => story.State == "proposed" && story.Since < story.AsOf ? [new CaseWarning("waiting", story.Since!.Value, [])] : [],
    };

    public static CaseTold Told(bool isOutside, params PartyEvent[] events) =>
        new(Kind, [new CaseParty("one", "committee"), new CaseParty("other", "committee", isOutside)], events, Policy.Profile("national", null),
            Policy.Calendar);
}

public abstract record TrialEvent : PartyEvent;

public sealed record Proposed : TrialEvent, IRecord
{
    public static RecordType Type { get; } = new("proposed") { Order = 1, Sides = ["one"], Side = SideName, Steps = [new("draft", "proposed")] };
}

public sealed record Agreed : TrialEvent, IRecord
{
    public static RecordType Type { get; } = new("agreed")
    {
        Order = 2,
        Sides = ["other"],
        Side = SideName,
        Steps = [new("proposed", "running"), new("proposed", "draft")],
        StepRefusals = new Dictionary<string, string> { ["running"] = "refusal.agreed-already" },
    };

    public bool IsRefusal { get; init; }

    public override string? Into(CaseStory before) => IsRefusal ? "draft" : "running";
}

public sealed record Talked : TrialEvent, IRecord
{
    public static RecordType Type { get; } = new("talked") { Order = 3, Sides = ["one", "other"], Side = SideName };
}

public sealed record Considered : TrialEvent, IRecord
{
    public static RecordType Type { get; } = new("considered")
    {
        Order = 4,
        Sides = ["other"],
        Side = SideName,
        Readers = ["other"],
        Least = new Dictionary<string, object> { ["thought"] = "" },
        Steps = [new("proposed", "proposed")],
    };

    [System.Text.Json.Serialization.JsonRequired]
    public string Thought { get; init; } = "";
}

public sealed class AnswerRule() : CaseRule("answer", "agreed")
{
    public override IEnumerable<CaseDuty> In(CaseStory story) => story.All<Proposed>().SelectMany((proposed, at) => OweWithin(
        story, "other", proposed.On, Term.Parse("5 workdays"), story.First<Agreed>(answer => answer.On >= proposed.On), at == 0 ? null : $"{at}"));
}

public sealed class TalkRule() : PeriodicCaseRule("talk", "talked")
{
    public override IEnumerable<CaseDuty> In(CaseStory story) => story.First<Agreed>(agreed => !agreed.IsRefusal) is not { } begun ? []
        : story.Parties.SelectMany(party => OweEach(story, party.Side, new Span(begun.On, Trial.Until), _ => Interval.Quarter,
            of => of.OfType<Talked>().FirstOrDefault()));
}
