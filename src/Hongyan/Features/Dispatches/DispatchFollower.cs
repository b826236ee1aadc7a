using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>
/// A letter whose record is struck has not left, one whose answer is struck is not answered; a correction takes the record's place. An answer that
/// waited for a second person answers its letter when it is written.
/// </summary>
public sealed class DispatchFollower(HongyanDb db, Actor actor, TimeProvider clock) : RecordFollower
{
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        await AnswerAsync(written, cancellation);
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

    /// <summary>What a second person confirmed was said on the slip of the letter that names it.</summary>
    private async Task AnswerAsync(RecordsWritten written, CancellationToken cancellation)
    {
        var confirmed = written.Entries.Where(entry => entry is { First: not null, Corrects: null }).ToDictionary(entry => entry.Id, entry => entry.Happened);
        if (confirmed.Count == 0)
            return;
        List<Guid> ids = [.. confirmed.Keys];
        var member = written.Sojourn.MemberId;
        var letters = await db.Dispatches.Where(one => one.PersonId == member && ids.Contains(one.AnswerId!.Value)).ToListAsync(cancellation);
        foreach (var letter in letters.Where(one => DispatchState.MayFollow(one.State, DispatchState.Answered)))
        {
            var said = confirmed[letter.AnswerId!.Value];
            await AnsweredLetter.SetAsync(db, new Audit(db, actor), letter, said.On, (said as HomeAnswered)?.Signer, cancellation);
        }
    }
}
