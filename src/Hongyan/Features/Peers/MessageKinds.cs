using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Exchange;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>The kinds of message that this version reads, and what is judged of all of them alike.</summary>
public static class MessageKinds
{
    public const string Hello = "hello";
    public const string KeyChange = "key-change";
    public const string Receipt = "receipt";
    public const string State = "state";
    public const string Resync = "resync";
    public const string DepartureNotice = "departure-notice";

    /// <summary>The longest text of a field.</summary>
    public const int LongestText = 2000;

    /// <summary>The longest body, in bytes.</summary>
    public const int LongestBody = 64 * 1024;

    private static readonly IReadOnlyDictionary<string, MessageKind> Known =
        typeof(MessageKind).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(MessageKind)) && !type.IsAbstract)
            .Select(type => (MessageKind)Activator.CreateInstance(type)!).ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Those after which a person here has something to do.</summary>
    public static IReadOnlyList<string> Asking { get; } = [.. Known.Values.Where(kind => kind.AsksForSomething).Select(kind => kind.Name)];

    internal static IEnumerable<MessageKind> All => Known.Values;

    internal static MessageKind? Find(string name) => Known.GetValueOrDefault(name);

    /// <summary>The code of a refusal; nothing when the message takes effect.</summary>
    internal static async Task<string?> JudgeAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        var message = judged.Message;
        if (judged.Peer.Profile != PeerCard.UsualProfile)
            return RefusalCodes.Profile;
        if (MessageVersion.Parse(message.Version) is not { Refusal: null })
            return RefusalCodes.Newer;
        if (Find(message.Kind) is not { } kind)
            return RefusalCodes.KindUnknown;
        if (message.Body.ValueKind == JsonValueKind.Undefined || JsonSerializer.SerializeToUtf8Bytes(message.Body).Length > LongestBody)
            return message.Body.ValueKind == JsonValueKind.Undefined ? RefusalCodes.Text : RefusalCodes.TooLarge;
        if (!IsReadable(message.Body) || message.Body.ValueKind != JsonValueKind.Object || !kind.Fields.All(field => field.Takes(message.Body))
            || (kind.NeedsDay && message.On is null))
            return RefusalCodes.Text;
        if (kind.IsForOrganization && (judged.Receiver is null || judged.SenderName is null))
            return RefusalCodes.Party;
        return kind.NeedsCase ? await OfCaseAsync(kind, judged, cancellation) : await kind.ApplyAsync(judged, cancellation);
    }

    private static async Task<string?> OfCaseAsync(MessageKind kind, JudgedMessage judged, CancellationToken cancellation)
    {
        var (db, message) = (judged.Db, judged.Message);
        if (!Guid.TryParse(message.Yours, out var ours) || await db.ExchangeShared.FirstOrDefaultAsync(
                one => one.PeerId == judged.Peer.Id && one.CaseId == ours && one.UnmatchedOn == null, cancellation) is not { } shared
            || (shared.Theirs is not null && shared.Theirs != message.Case) || (shared.Theirs is null && kind is not Kinds.MatchKind))
            return RefusalCodes.NoSharedCase;
        if (shared.OrgId != judged.Receiver!.Id || shared.TheirOrg != message.From)
            return RefusalCodes.Party;
        if (kind.Writer is { } writer && (writer == Side.Home) == (shared.Side == KeptShared.Home))
            return RefusalCodes.NotYourField; // it is ours to write
        if (message.RecordId is not null && Guid.TryParse(message.RecordId, out var record) && await db.ReceivedMessages.AnyAsync(one =>
                one.PeerId == judged.Peer.Id && one.RecordId == record && one.State == ReceivedMessage.Accepted && one.WithdrawnBy == null, cancellation))
            return RefusalCodes.DuplicateFact;
        var stay = await db.Sojourns.AsNoTracking().SingleAsync(one => one.MemberId == shared.PersonId && one.Id == ours, cancellation);
        if (message.On < stay.DepartedOn)
            return RefusalCodes.BeforeCause;
        if (judged.Text("name") is { } name
            && await db.Members.Where(one => one.Id == shared.PersonId).Select(one => one.Name).FirstOrDefaultAsync(cancellation) != name.Trim())
            return RefusalCodes.PersonDiffers;
        judged = judged with { Shared = shared };
        return await kind.ApplyAsync(judged, cancellation)
            ?? (kind.Becomes(judged) is { } happened ? await WriteAsync(judged, happened, cancellation) : null);
    }

    /// <summary>As whoever works here writes it, by nobody's account: what the state or an earlier record does not allow is refused.</summary>
    private static async Task<string?> WriteAsync(JudgedMessage judged, SojournEvent happened, CancellationToken cancellation)
    {
        var recording = new RecordServices(judged.Installation, judged.Db).Recording;
        if (await recording.HoldAsync(judged.Shared!.PersonId, judged.Shared.CaseId, cancellation) is not { } stay)
            return RefusalCodes.NoSharedCase;
        var entry = Entry.New(happened);
        if ((await recording.WriteAsync(stay, [entry], cancellation)).Refusal is not { } refusal)
        {
            if (judged.Row is { } row)
                (row.Became, row.BecameOf) = (entry.Id, stay.MemberId);
            return null;
        }
        return refusal.Text is "refusal.before-cause" or "refusal.after-effect" or "refusal.before-departure" ? RefusalCodes.BeforeCause : RefusalCodes.Step;
    }

    /// <summary>Every text in it can be kept and shown, and none is longer than a field takes: longer ones are refused, never cut.</summary>
    private static bool IsReadable(JsonElement one) => one.ValueKind switch
    {
        JsonValueKind.String => one.GetString() is { Length: <= LongestText } text && ReadableText.Is(text),
        JsonValueKind.Array => one.EnumerateArray().All(IsReadable),
        JsonValueKind.Object => one.EnumerateObject().All(field => ReadableText.Is(field.Name) && IsReadable(field.Value)),
        _ => true,
    };
}
