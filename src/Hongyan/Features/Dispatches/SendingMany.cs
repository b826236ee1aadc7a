using Hongyan.Data;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>How letters left.</summary>
internal sealed record Departure(DateOnly On, string Way, string? Tracking);

/// <summary>Letters that leave, however many at once.</summary>
public sealed partial class Sending
{
    /// <summary>How many left, and of the others why they could not.</summary>
    internal async Task<(int Sent, IReadOnlyList<(Dispatch Letter, string Why)> Refused)> SendAsync(
        IReadOnlyCollection<Guid> ids, Departure departure, CancellationToken cancellation)
    {
        var (sent, refused) = (0, new List<(Dispatch, string)>());
        var letters = await HoldAsync(ids, cancellation);
        var happened = await since.OfAsync(letters, cancellation);
        var stays = (await recording.HoldAllAsync([.. letters.Select(one => one.SojournId).Distinct()], cancellation)).ToDictionary(one => one.Id);
        var (arrived, written) = (await ArrivedAsync(letters, cancellation), new HashSet<Guid>());
        foreach (var letter in letters)
        {
            if (written.Contains(letter.SojournId))
            {
                await db.SaveChangesAsync(cancellation); // what another letter wrote in the same stay is read
                await recording.HoldAsync(letter.PersonId, letter.SojournId, cancellation);
            }
            var (stay, later) = (stays.GetValueOrDefault(letter.SojournId), happened.GetValueOrDefault(letter.Id));
            if (await RefusalAsync(letter, stay, departure, later, arrived, cancellation) is { } why)
            {
                refused.Add((letter, why));
                continue;
            }
            (letter.State, letter.StateOn, letter.SentOn, letter.SentBy) = (DispatchState.Sent, departure.On, departure.On, actor.AccountId);
            (letter.Way, letter.Tracking) = (departure.Way, departure.Tracking);
            audit.Note("dispatch-sent", letter.Id.ToString(), new { letter.Kind, Number = letter.Numbered, letter.Way }, member: letter.PersonId);
            written.Add(letter.SojournId);
            arrived.Add(ArrivedLetter.Of(letter));
            sent++;
        }
        await db.SaveChangesAsync(cancellation);
        return (sent, refused);
    }

    /// <param name="since">What was recorded since the text was written, when there is anything.</param>
    /// <param name="arrived">Letters of these stays that are with the other side.</param>
    private async Task<string?> RefusalAsync(
        Dispatch letter, Sojourn? stay, Departure departure, string? since, List<ArrivedLetter> arrived, CancellationToken cancellation)
    {
        var words = texts.For("Dispatches");
        if (letter.State != DispatchState.Drafted)
            return words["refusal.left"]; // sent or withdrawn by a colleague meanwhile
        if (letter.Content.Contains(DispatchKind.Blank, StringComparison.Ordinal))
            return words["refusal.blank"];
        if (since is not null)
            return words["refusal.since", since];
        if (departure.On < letter.DraftedOn)
            return words["refusal.before-draft", DateText.Of(letter.DraftedOn)];
        if (stay is null)
            return words["refusal.gone"];
        var kind = DispatchKind.Of(letter.Kind);
        if (IsServed(letter, kind, stay, arrived))
            return words["refusal.served"];
        if (Writers.Refusal(kind.Record, kind.Side, actor, stay) is { } key)
            return texts.For("Records")[key];
        var entry = Entry.New(kind.RecordOf(letter, departure.On, departure.Way));
        if ((await recording.WriteAsync(stay, [entry], cancellation)).Refusal is { } refusal)
            return refusal.In(texts);
        letter.RecordId = entry.Id;
        return null;
    }

    /// <summary>Whether another letter of its kind and period is with the other side, and nothing of that period is owed any more.</summary>
    private bool IsServed(Dispatch letter, DispatchKind kind, Sojourn stay, List<ArrivedLetter> arrived)
    {
        var (name, period) = (letter.Kind, letter.Period);
        if (period is null && name is DispatchKind.Telling or DispatchKind.Feedback)
            return false; // written for no duty, as often as somebody likes
        if (kind.Duty is not null && recording.DutiesOf(stay).Any(duty => duty.Kind == kind.Duty && duty.Period == period && duty.DoneOn is null))
            return false;
        return arrived.Exists(other => other with { Id = letter.Id } == ArrivedLetter.Of(letter) && other.Id != letter.Id);
    }

    private sealed record ArrivedLetter(Guid Id, Guid Stay, string Kind, string? Period)
    {
        public static ArrivedLetter Of(Dispatch letter) => new(letter.Id, letter.SojournId, letter.Kind, letter.Period);
    }

    private async Task<List<ArrivedLetter>> ArrivedAsync(IReadOnlyCollection<Dispatch> letters, CancellationToken cancellation)
    {
        var (people, stays) = (letters.Select(one => one.PersonId).Distinct().ToList(), letters.Select(one => one.SojournId).Distinct().ToList());
        string[] arrived = [DispatchState.Sent, DispatchState.Delivered, DispatchState.Answered];
        return await db.Dispatches.AsNoTracking()
            .Where(other => people.Contains(other.PersonId) && stays.Contains(other.SojournId) && arrived.Contains(other.State))
            .Select(other => new ArrivedLetter(other.Id, other.SojournId, other.Kind, other.Period)).ToListAsync(cancellation);
    }
}
