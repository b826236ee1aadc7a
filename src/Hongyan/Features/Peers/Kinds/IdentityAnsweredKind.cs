using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Home answers what the host asked. A person at the host reads it and writes it down: no machine confirms or denies a member.</summary>
internal sealed class IdentityAnsweredKind() : TellingKind<HostAnswered>("identity-answered")
{
    public override Side? Writer => Side.Home;

    public override bool AsksForSomething => true;

    public override IReadOnlyList<BodyField> Fields => [new("what", BodyValue.Several, true), new("text", BodyValue.Prose, true)];

    protected override object? Tells(HostAnswered answer, TellingNames names) =>
        answer is { Text: { Length: > 0 and <= MessageKinds.LongestText } text, What.Count: > 0 } ? new { answer.What, Text = text } : null;
}
