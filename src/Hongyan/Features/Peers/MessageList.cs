using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>A message of either direction, as the list shows it.</summary>
public sealed record MessageLine(Guid PeerId, string Way, long Number, string Kind, string State, string? Sentence, DateTimeOffset At, long? CorrectedBy)
{
    /// <summary>Its writer took it back; what we sent says so by its state.</summary>
    public bool IsWithdrawn { get; init; }
}

/// <summary>One page of one part of all messages: what waits, what was sent, confirmed or refused, and what was received.</summary>
/// <param name="Part">Which part it is.</param>
/// <param name="Counts">Of all parts.</param>
public sealed record MessageList(string Part, IReadOnlyDictionary<string, int> Counts, int Page, IReadOnlyList<MessageLine> Lines)
{
    public const string Received = "received", Waiting = "waiting", Sent = "sent", Confirmed = "confirmed", Refused = "refused";

    private const int OnPage = 50;

    public static MessageList Empty { get; } = new(Received, new Dictionary<string, int>(), 1, []);

    public static IReadOnlyList<string> Parts { get; } = [Received, Waiting, Sent, Confirmed, Refused];

    public int Pages => PagesOf(Counts.GetValueOrDefault(Part));

    /// <param name="part">Any text: what is no part shows what was received.</param>
    /// <param name="page">Any number: what is beyond the last shows the last.</param>
    public static async Task<MessageList> ReadAsync(HongyanDb db, string? part, int page, CancellationToken cancellation)
    {
        part = Parts.Contains(part ?? "") ? part! : Received;
        var sent = (await db.SentMessages.GroupBy(one => one.State).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation))
            .ToLookup(one => PartOf(one.Key), one => one.Count);
        var received = await db.ReceivedMessages.CountAsync(cancellation);
        var counts = Parts.ToDictionary(one => one, one => one == Received ? received : sent[one].Sum());
        page = Math.Clamp(page, 1, Math.Max(PagesOf(counts[part]), 1));
        var states = StatesOf(part);
        var lines = part == Received
            ? db.ReceivedMessages.AsNoTracking().OrderByDescending(one => one.ReceivedAt).ThenByDescending(one => one.Number)
                .Select(one => new MessageLine(one.PeerId, Received, one.Number, one.Kind, one.State, one.Sentence, one.ReceivedAt, one.CorrectedBy)
                {
                    IsWithdrawn = one.WithdrawnBy != null,
                })
            : db.SentMessages.AsNoTracking().Where(one => states.Contains(one.State))
                .OrderByDescending(one => one.QueuedAt).ThenByDescending(one => one.Number)
                .Select(one => new MessageLine(one.PeerId, Sent, one.Number, one.Kind, one.State, one.Sentence, one.QueuedAt, one.CorrectedBy));
        return new MessageList(part, counts, page, await lines.Skip((page - 1) * OnPage).Take(OnPage).ToListAsync(cancellation));
    }

    /// <summary>A withdrawn message was confirmed before.</summary>
    private static string PartOf(string state) => Parts.First(part => StatesOf(part).Contains(state));

    private static string[] StatesOf(string part) => part switch
    {
        Waiting => [SentMessage.Queued],
        Sent => [SentMessage.Sent],
        Confirmed => [SentMessage.Accepted, SentMessage.Withdrawn],
        Refused => [SentMessage.Refused],
        _ => [],
    };

    private static int PagesOf(int count) => (count + OnPage - 1) / OnPage;
}
