namespace Hongyan.Features.Peers.Kinds;

/// <summary>It was somebody else after all: nothing more is told of the stay.</summary>
internal sealed class UnmatchKind() : MessageKind(Kind)
{
    public const string Kind = "unmatch";

    public override bool NeedsDay => false;

    public override IReadOnlyList<BodyField> Fields => [new("text", BodyValue.Prose)];

    public override Task<string?> ApplyAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        judged.Shared!.UnmatchedOn = judged.Today;
        return Task.FromResult<string?>(null);
    }
}
