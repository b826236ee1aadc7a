using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>A letter whose record is struck has not left, one whose answer is struck is not answered; a correction takes the record's place.</summary>
public sealed class DispatchFollower(HongyanDb db, TimeProvider clock) : RecordFollower
{
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        var corrections = written.Entries.Where(entry => entry.Corrects is not null).ToDictionary(entry => entry.Corrects!.Value);
        if (corrections.Count == 0)
            return null;
        List<Guid> ids = [.. corrections.Keys];
        var (member, today) = (written.Sojourn.MemberId, ChinaDate.Today(clock));
        foreach (var letter in await db.Dispatches.Where(one => one.PersonId == member
            && (ids.Contains(one.RecordId!.Value) || ids.Contains(one.AnswerId!.Value))).ToListAsync(cancellation))
        {
            if (letter.AnswerId is { } answer && corrections.TryGetValue(answer, out var other))
            {
                letter.AnswerId = other.Happened is Struck ? null : other.Id;
                if (other.Happened is Struck)
                    (letter.State, letter.StateOn, letter.AnsweredOn, letter.Signer) = (DispatchState.Sent, letter.SentOn!.Value, null, null);
            }
            if (letter.RecordId is not { } record || !corrections.TryGetValue(record, out var later))
                continue;
            letter.RecordId = later.Happened is Struck ? null : later.Id;
            if (later.Happened is Struck && letter.AnsweredOn is null) // whoever answered had got it
            {
                (letter.State, letter.StateOn) = (DispatchState.Drafted, today);
                (letter.SentOn, letter.SentBy, letter.Way, letter.Tracking) = (null, null, null, null);
            }
        }
        return null;
    }
}
