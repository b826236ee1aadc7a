using System.Text.Json.Serialization;

namespace Hongyan.Tests.Cases;

/// <summary>A kind of case of the tests: one side proposes and notes what only it reads, the other answers within ten days.</summary>
internal static class Parley
{
    public const string One = "one";
    public const string Other = "other";

    public static CaseKind Kind { get; } = Known();

    private static CaseKind Known()
    {
        var kind = new CaseKind("parley", typeof(ParleyEvent))
        {
            Sides = [new(One), new(Other)],
            FirstState = "draft",
            States = ["draft", "proposed", "running"],
            Duties = [new ParleyAnswer()],
        };
        // the classes of the tests are not those of the rules
        CaseKinds.Know(kind);
        return kind;
    }
}

public abstract record ParleyEvent : PartyEvent;

public sealed record ParleyProposed : ParleyEvent, IRecord
{
    public static RecordType Type { get; } = new("parley-proposed") { Order = 1, Sides = [Parley.One], Side = SideName, Steps = [new("draft", "proposed")] };
}

public sealed record ParleyAnswered : ParleyEvent, IRecord
{
    public static RecordType Type { get; } = new("parley-answered")
    {
        Order = 2,
        Sides = [Parley.Other],
        Side = SideName,
        Steps = [new("proposed", "running")],
    };
}

public sealed record ParleyNoted : ParleyEvent, IRecord
{
    public static RecordType Type { get; } = new("parley-noted")
    {
        Order = 3,
        Sides = [Parley.One],
        Side = SideName,
        Readers = [Parley.One],
        MemberReadsFrom = ParleyTold.Type.Name,
        Least = new Dictionary<string, object> { ["text"] = "" },
    };

    [JsonRequired]
    public string Text { get; init; } = "";

    public Guid? Member { get; init; }

    public override Guid? AboutMember() => Member;
}

public sealed record ParleyTold : ParleyEvent, IRecord
{
    public static RecordType Type { get; } = new("parley-told") { Order = 4, Sides = [Parley.One], Side = SideName };
}

public sealed class ParleyAnswer() : CaseRule("parley-answer", ParleyAnswered.Type.Name)
{
    private const int Days = 10;

    public override IEnumerable<CaseDuty> In(CaseStory story) => story.First<ParleyProposed>() is { } proposed
        ? Owe(story, Parley.Other, proposed.On, proposed.On.AddDays(Days), story.First<ParleyAnswered>())
        : [];
}
