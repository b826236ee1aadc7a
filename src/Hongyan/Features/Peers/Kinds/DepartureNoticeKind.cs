namespace Hongyan.Features.Peers.Kinds;

/// <summary>Somebody left for the receiver's area. It waits on the page of messages until a person there has received him or knows better.</summary>
internal sealed class DepartureNoticeKind() : MessageKind(MessageKinds.DepartureNotice)
{
    public override bool NeedsCase => false;

    public override bool AsksForSomething => true;

    public override IReadOnlyList<BodyField> Fields =>
    [
        new("name", BodyValue.Name, true), new("born", BodyValue.Day), new("certificateUntil", BodyValue.Day), new("probationEnds", BodyValue.Day),
    ];
}
