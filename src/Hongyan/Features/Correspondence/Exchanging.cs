using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Correspondence;

/// <summary>Keeps the list of letters and messages beside their records, in the transaction that writes them.</summary>
public sealed class Exchanging(HongyanDb db, Actor actor, TimeProvider clock) : RecordFollower
{
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        var sojourn = written.Sojourn;
        foreach (var entry in written.Entries)
        {
            switch (entry.Happened)
            {
                case Feedback letter:
                    await ReplaceAsync(sojourn.MemberId, entry.Corrects, cancellation);
                    db.Exchanges.Add(Row(sojourn, entry, "letter", letter.From == Side.Home ? Writer.Home : Writer.Host, letter.Topic));
                    break;
                case Struck:
                    await ReplaceAsync(sojourn.MemberId, entry.Corrects, cancellation);
                    break;
                case Message message:
                    db.Exchanges.Add(Row(sojourn, entry, "message", message.From));
                    break;
                case FeedbackRead read when await db.Exchanges.FindAsync([sojourn.MemberId, read.Feedback], cancellation) is { } letter:
                    See(letter, read.By == Side.Home ? Writer.Home : Writer.Host, clock.GetUtcNow());
                    break;
            }
        }
        return null;
    }

    public static void See(Exchange one, Writer reader, DateTimeOffset at)
    {
        switch (reader)
        {
            case Writer.Home:
                one.HomeSeenAt ??= at;
                break;
            case Writer.Host:
                one.HostSeenAt ??= at;
                break;
            default:
                one.MemberSeenAt ??= at;
                break;
        }
    }

    /// <summary>A corrected letter is read anew; the old one is no longer waited for.</summary>
    private async Task ReplaceAsync(Guid member, Guid? corrected, CancellationToken cancellation)
    {
        if (corrected is { } id && await db.Exchanges.FindAsync([member, id], cancellation) is { } old)
            db.Exchanges.Remove(old);
    }

    private Exchange Row(Sojourn sojourn, Entry entry, string kind, Writer writer, string? topic = null)
    {
        var now = clock.GetUtcNow();
        var row = new Exchange
        {
            MemberId = sojourn.MemberId,
            Id = entry.Id,
            SojournId = sojourn.Id,
            Kind = kind,
            Topic = topic,
            Writer = writer.ToString().ToLowerInvariant(),
            OnDate = entry.Happened.On,
            WrittenAt = now,
            HomePath = sojourn.HomePath,
            HostPath = sojourn.HostPath,
        };
        See(row, writer, now);
        if (kind == "letter")
            See(row, Writer.Member, now); // letters about him are between the two sides
        // home wrote down itself what a host outside had said
        if (writer == Writer.Host && sojourn.HostPath is null && Writers.Within(sojourn.HomePath, actor.OrgPath))
            See(row, Writer.Home, now);
        return row;
    }
}
