using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Rules.Exchange;

namespace Hongyan.Features.Peers;

/// <summary>A message whose turn it is, and what judging it may use; what is written is committed with its receipt, or not at all.</summary>
/// <param name="Receiver">The organisation here that it is for; nothing when it names none of ours.</param>
public sealed record JudgedMessage(HongyanDb Db, KeptPeer Peer, Message Message, Organization? Receiver, DateOnly Today);

/// <summary>The code of a refusal; nothing when the message takes effect.</summary>
public delegate Task<string?> Judging(JudgedMessage judged, CancellationToken cancellation);

/// <summary>The kinds of message that this version reads, and what each does here.</summary>
public static class MessageKinds
{
    public const string Hello = "hello";
    public const string Receipt = "receipt";
    public const string State = "state";
    public const string DepartureNotice = "departure-notice";

    /// <summary>The longest text of a field.</summary>
    public const int LongestText = 2000;

    private static readonly string[] Days = ["born", "certificateUntil", "probationEnds"];

    private const int LongestName = 100;
    private const int ShortestHandle = 16;
    private const int LongestHandle = 64;

    private static readonly Dictionary<string, Judging> All = new()
    {
        [Hello] = HelloAsync,
        [DepartureNotice] = DepartureNoticeAsync,
    };

    public static IEnumerable<string> Names => All.Keys;

    public static Task<string?> JudgeAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        var message = judged.Message;
        var refusal = MessageVersion.Parse(message.Version) is not { } version ? RefusalCodes.Newer : version.Refusal;
        return refusal is not null ? Task.FromResult<string?>(refusal)
            : !All.TryGetValue(message.Kind, out var judging) ? Task.FromResult<string?>(RefusalCodes.KindUnknown)
            : !IsReadable(message.Body) ? Task.FromResult<string?>(RefusalCodes.Text)
            : judging(judged, cancellation);
    }

    /// <summary>What the peer wants to be called by from now on; its case learns of it where the message is applied.</summary>
    private static Task<string?> HelloAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        if (Text(judged.Message.Body, "handle") is not { Length: >= ShortestHandle and <= LongestHandle } handle || !handle.All(char.IsAsciiLetterOrDigit))
            return Task.FromResult<string?>(RefusalCodes.Text);
        judged.Peer.HandleTheirs = handle;
        return Task.FromResult<string?>(null);
    }

    /// <summary>Somebody left for the receiver's area. It waits on the page of messages until a person there has received him or knows better.</summary>
    private static Task<string?> DepartureNoticeAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        var body = judged.Message.Body;
        return Task.FromResult(judged.Receiver is null || !IsOnCard(judged) ? RefusalCodes.Party
            : Text(body, "name") is not { } name || name.Trim().Length is 0 or > LongestName || judged.Message.On is null ? RefusalCodes.Text
            : Days.Any(field => Text(body, field) is { } day && !DateOnly.TryParseExact(day, "yyyy-MM-dd", out _)) ? RefusalCodes.Text
            : null);
    }

    private static bool IsOnCard(JudgedMessage judged) =>
        PeerCard.ReadOrganizations(judged.Peer.Organizations).Any(one => one.Id == judged.Message.From);

    private static string? Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;

    /// <summary>Every text in it can be kept and shown, and none is longer than a field takes: longer ones are refused, never cut.</summary>
    private static bool IsReadable(JsonElement one) => one.ValueKind switch
    {
        JsonValueKind.String => one.GetString() is { Length: <= LongestText } text && Platform.ReadableText.Is(text),
        JsonValueKind.Array => one.EnumerateArray().All(IsReadable),
        JsonValueKind.Object => one.EnumerateObject().All(field => Platform.ReadableText.Is(field.Name) && IsReadable(field.Value)),
        _ => true,
    };
}
