using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Word from one side to the other.</summary>
internal sealed class FeedbackKind() : TellingKind<Feedback>("feedback")
{
    public override IReadOnlyList<BodyField> Fields => [new("text", BodyValue.Prose, true), new("topic", BodyValue.Choice, false, Topics)];

    private static string[] Topics => ["general", "review", "review-result"];

    public override SojournEvent? Becomes(JudgedMessage judged) => new Feedback
    {
        On = judged.On, From = judged.Shared!.Side == Data.KeptShared.Home ? Side.Host : Side.Home, Topic = judged.Text("topic") ?? "general",
        Text = judged.Text("text"),
    };

    protected override object? Tells(Feedback said, TellingNames names) =>
        said is { Text: { Length: <= MessageKinds.LongestText } text } && said.From == names.Side ? new { Text = text, said.Topic } : null;
}
