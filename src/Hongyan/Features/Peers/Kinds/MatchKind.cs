using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>A person at the host said who it is that home sent word of: both know the stay from now on, each by its own id.</summary>
internal sealed class MatchKind() : MessageKind(Kind)
{
    public const string Kind = "match";

    public override Side? Writer => Side.Host;

    public override bool NeedsDay => false;

    public override IReadOnlyList<BodyField> Fields => [new("name", BodyValue.Name, true)];

    public override Task<string?> ApplyAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        if (!Guid.TryParse(judged.Message.Case, out var theirs))
            return Task.FromResult<string?>(Hongyan.Rules.Exchange.RefusalCodes.NoSharedCase);
        (judged.Shared!.Theirs, judged.Shared.MatchedAt) = (theirs.ToString(), judged.Installation.Clock.GetUtcNow());
        return Task.FromResult<string?>(null);
    }
}
