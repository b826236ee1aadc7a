using Hongyan.Features.Correspondence;
using Hongyan.Platform;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;

namespace Hongyan.Features.Batch;

/// <summary>Letters about many: each is drafted from his own records and goes to his own other side; what is flagged is written singly.</summary>
internal sealed class FeedbackOfMany(Actor actor, TimeProvider clock, Texts texts) : ManyOf("feedback")
{
    private const string Signer = "signer";
    private readonly DateOnly today = ChinaDate.Today(clock);

    public override IReadOnlyList<RecordField> Common { get; } = [new(Signer, FieldKind.Text)];

    public override void Preset(Person person, BatchContent content, BatchLine line)
    {
        content.Common[Signer] = actor.DisplayName ?? "";
        line.Values["text"] = DraftOf(person).Of(content.Side, "general", content.Period, today);
    }

    public override IReadOnlyList<string> FlagsOf(Person person, BatchContent content) =>
        [.. Flags.Of(person.File, content.Side, person.Events, DraftOf(person), content.Period, today)];

    public override string? SinglyOf(Person person, BatchContent content, string back) => FlagsOf(person, content).Contains(Flags.Unreachable)
        ? $"/Dispatches/Owed?stay={person.Stay.Id}" : "/Correspondence/New" + new QueryBuilder
    {
        { "member", person.Stay.MemberId.ToString() }, { "sojourn", person.Stay.Id.ToString() }, { "side", Sides.NameOf(content.Side) },
        { "period", content.Period ?? "" }, { "back", back },
    };

    public override string? About(Person person, BatchContent content) =>
        texts.For("Batch")["feedback.to", person.File.NameOf(content.Side == Side.Home ? Side.Host : Side.Home) ?? "—"];

    public override SojournEvent Finished(Person person, BatchContent content, SojournEvent happened) =>
        content.Common.GetValueOrDefault(Signer)?.Trim() is { Length: > 0 } signer && happened is Hongyan.Rules.Sojourns.Feedback letter
            ? letter with { Text = letter.Text + "\n" + texts.For("Batch")["feedback.signed", signer] }
            : happened;

    public override IEnumerable<(string Field, string Sentence)> Wrong(Person person, BatchContent content, SojournEvent happened) =>
        TypedText.TooLong(((Hongyan.Rules.Sojourns.Feedback)happened).Text, Letter.Longest) is { } tooLong ? [("text", tooLong)] : [];

    private Draft DraftOf(Person person) => new(person.File, person.Events, texts);
}
