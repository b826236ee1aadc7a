using Hongyan.Rules.Exchange;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>What the peer wants to be called by from now on; its case learns of it where the message is applied.</summary>
internal sealed class HelloKind() : MessageKind(MessageKinds.Hello)
{
    private const int ShortestHandle = 16;
    private const int LongestHandle = 64;

    public override bool NeedsCase => false;

    public override bool IsForOrganization => false;

    public override bool NeedsDay => false;

    public override Task<string?> ApplyAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        if (judged.Text("handle") is not { Length: >= ShortestHandle and <= LongestHandle } handle || !handle.All(char.IsAsciiLetterOrDigit))
            return Task.FromResult<string?>(RefusalCodes.Text);
        judged.Peer.HandleTheirs = handle;
        return Task.FromResult<string?>(null);
    }
}
