using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>How letters left.</summary>
internal sealed record Departure(DateOnly On, string Way, string? Tracking);

/// <summary>What becomes of letters. One that left is recorded in its stay, which closes the duty it serves; both or neither.</summary>
public sealed class Sending(HongyanDb db, Recording recording, Audit audit, Actor actor, TimeProvider clock, Texts texts)
{
    private readonly DateOnly today = ChinaDate.Today(clock);

    /// <summary>The letters of the actor's own organisation, held until the transaction ends.</summary>
    public Task<List<Dispatch>> HoldAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var (org, all) = (actor.OrgPath ?? "", ids.ToArray());
        return db.Dispatches.FromSql($"select * from dispatch where org_path = {org} and id = any({all}) order by person_id, id for update")
            .ToListAsync(cancellation);
    }

    /// <summary>How many left, and of the others why they could not.</summary>
    internal async Task<(int Sent, IReadOnlyList<(Dispatch Letter, string Why)> Refused)> SendAsync(
        IReadOnlyCollection<Guid> ids, Departure departure, CancellationToken cancellation)
    {
        var (sent, refused) = (0, new List<(Dispatch, string)>());
        foreach (var letter in await HoldAsync(ids, cancellation))
        {
            if (letter.State != DispatchState.Drafted)
                continue; // sent by a colleague meanwhile
            if (await RefusalAsync(letter, departure, cancellation) is { } why)
            {
                refused.Add((letter, why));
                continue;
            }
            (letter.State, letter.StateOn, letter.SentOn, letter.SentBy) = (DispatchState.Sent, departure.On, departure.On, actor.AccountId);
            (letter.Way, letter.Tracking) = (departure.Way, departure.Tracking);
            audit.Note("dispatch-sent", letter.Id.ToString(), new { letter.Kind, Number = letter.Numbered, letter.Way }, member: letter.PersonId);
            await db.SaveChangesAsync(cancellation);
            sent++;
        }
        return (sent, refused);
    }

    private async Task<string?> RefusalAsync(Dispatch letter, Departure departure, CancellationToken cancellation)
    {
        var words = texts.For("Dispatches");
        if (letter.Content.Contains(DispatchKind.Blank, StringComparison.Ordinal))
            return words["refusal.blank"];
        if (departure.On < letter.DraftedOn)
            return words["refusal.before-draft", DateText.Of(letter.DraftedOn)];
        if (await recording.HoldAsync(letter.PersonId, letter.SojournId, cancellation) is not { } stay)
            return words["refusal.gone"];
        var kind = DispatchKind.Of(letter.Kind);
        if (Writers.Refusal(kind.Record, kind.Side, actor, stay) is { } key)
            return texts.For("Records")[key];
        var entry = Entry.New(kind.RecordOf(letter, departure.On, departure.Way));
        if ((await recording.WriteAsync(stay, [entry], cancellation)).Refusal is { } refusal)
            return refusal.In(texts);
        letter.RecordId = entry.Id;
        return null;
    }

    /// <summary>Delivered, returned, lost or withdrawn; false when it is not in a state from which that can follow.</summary>
    public async Task<bool> MarkAsync(Dispatch letter, string state, DateOnly on, string? remark, CancellationToken cancellation)
    {
        if (state is DispatchState.Sent or DispatchState.Answered || !DispatchState.MayFollow(letter.State, state))
            return false;
        (letter.State, letter.StateOn, letter.Remark) = (state, on, remark ?? letter.Remark);
        audit.Note($"dispatch-{state}", letter.Id.ToString(), new { Number = letter.Numbered }, member: letter.PersonId);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>The slip came back: what it says is recorded in the stay, and the letter is answered. A refusal changes nothing.</summary>
    public async Task<string?> AnswerAsync(Dispatch letter, DateOnly on, string? signer, IReadOnlyList<SojournEvent> said, CancellationToken cancellation)
    {
        Guid? first = null;
        if (said.Count > 0)
        {
            if (await recording.HoldAsync(letter.PersonId, letter.SojournId, cancellation) is not { } stay)
                return texts.For("Dispatches")["refusal.gone"];
            List<Entry> entries = [.. said.Select(Entry.New)];
            foreach (var entry in entries)
            {
                if (Writers.Refusal(EventJson.TypeOf(entry.Happened), Side.Host, actor, stay) is { } key)
                    return texts.For("Records")[key];
            }
            if ((await recording.WriteAsync(stay, entries, cancellation)).Refusal is { } refusal)
                return refusal.In(texts);
            first = entries[0].Id;
        }
        (letter.State, letter.StateOn, letter.AnsweredOn, letter.Signer, letter.AnswerId) = (DispatchState.Answered, on, on, signer, first);
        if (letter.OutsideId is { } outside)
            await db.Database.ExecuteSqlAsync($"select outside_word({outside}, {on})", cancellation);
        audit.Note("dispatch-answered", letter.Id.ToString(), new { Number = letter.Numbered }, member: letter.PersonId);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public async Task SaveTextAsync(Dispatch letter, string content, int sheets, CancellationToken cancellation)
    {
        if (letter.State != DispatchState.Drafted || (letter.Content == content && letter.Sheets == sheets))
            return;
        (letter.Content, letter.Sheets) = (content, sheets);
        audit.Note("dispatch-written", letter.Id.ToString(), new { Number = letter.Numbered }, member: letter.PersonId);
        await db.SaveChangesAsync(cancellation);
    }

    public DateOnly Today => today;
}
