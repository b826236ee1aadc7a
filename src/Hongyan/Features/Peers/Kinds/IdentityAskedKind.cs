using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>The host asks home whether he is its member, and what only home can say.</summary>
internal sealed class IdentityAskedKind() : TellingKind<HomeAsked>("identity-asked")
{
    private static readonly string[] Answered = ["membership", "opinion", "dues"];

    public override Side? Writer => Side.Host;

    public override IReadOnlyList<BodyField> Fields => [new("what", BodyValue.Several, true), new("text", BodyValue.Prose)];

    /// <summary>What is asked for that home has no question of stands in its text.</summary>
    public override SojournEvent? Becomes(JudgedMessage judged)
    {
        var what = BodyText.Words(judged.Message.Body, "what");
        return new AskedByHost
        {
            On = judged.On, What = what.Any(Answered.Contains) ? [.. what.Where(Answered.Contains).Distinct()] : ["membership"], Way = "envelope",
            Text = judged.Text("text"),
        };
    }

    protected override object? Tells(HomeAsked asked, TellingNames names) => asked.What.Count > 0 ? new { asked.What } : null;
}
