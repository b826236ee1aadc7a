using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>How letters left.</summary>
internal sealed record Departure(DateOnly On, string Way, string? Tracking);

/// <summary>What becomes of letters. One that left is recorded in its stay, which closes the duty it serves; both or neither.</summary>
public sealed class Sending(
    HongyanDb db, Recording recording, SecondPersons seconds, CaseFiles files, SinceDrafted since, Audit audit, Actor actor, TimeProvider clock,
    Texts texts)
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
        var letters = await HoldAsync(ids, cancellation);
        var happened = await since.OfAsync(letters, cancellation);
        foreach (var letter in letters)
        {
            if (await RefusalAsync(letter, departure, happened.GetValueOrDefault(letter.Id), cancellation) is { } why)
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

    /// <param name="since">What was recorded since the text was written, when there is anything.</param>
    private async Task<string?> RefusalAsync(Dispatch letter, Departure departure, string? since, CancellationToken cancellation)
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
        if (await recording.HoldAsync(letter.PersonId, letter.SojournId, cancellation) is not { } stay)
            return words["refusal.gone"];
        var kind = DispatchKind.Of(letter.Kind);
        if (await IsServedAsync(letter, kind, stay, cancellation))
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
    private async Task<bool> IsServedAsync(Dispatch letter, DispatchKind kind, Sojourn stay, CancellationToken cancellation)
    {
        var (id, name, period) = (letter.Id, letter.Kind, letter.Period);
        if (period is null && name is DispatchKind.Telling or DispatchKind.Feedback)
            return false; // written for no duty, as often as somebody likes
        if (kind.Duty is not null && recording.DutiesOf(stay).Any(duty => duty.Kind == kind.Duty && duty.Period == period && duty.DoneOn is null))
            return false;
        string[] arrived = [DispatchState.Sent, DispatchState.Delivered, DispatchState.Answered];
        return await db.Dispatches.AnyAsync(other => other.PersonId == stay.MemberId && other.SojournId == stay.Id && other.Id != id
            && other.Kind == name && other.Period == period && arrived.Contains(other.State), cancellation);
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

    /// <summary>
    /// The slip came back: what it says is recorded in the stay, and the letter is answered. What takes a second person waits for one, and so does
    /// the letter. A refusal changes nothing when the caller gives the transaction up.
    /// </summary>
    internal async Task<(string? Refusal, bool Waits)> AnswerAsync(
        Dispatch letter, DateOnly on, string? signer, IReadOnlyList<SojournEvent> said, CancellationToken cancellation)
    {
        Guid? first = null;
        if (said.Count > 0)
        {
            if (await recording.HoldAsync(letter.PersonId, letter.SojournId, cancellation) is not { } stay)
                return (texts.For("Dispatches")["refusal.gone"], false);
            var known = recording.HeldOf(stay);
            said = [.. said.Select(one => ToldInput.IsAsked(EventJson.TypeOf(one), Side.Host, stay)
                ? one with { Told = new Told("letter") { Day = on, Signer = signer } } : one)];
            // a slip that is entered again after a second person declined says some of it again
            List<Entry> entries = [.. said.Where(one => Repetition.Find(known, one) is null).Select(Entry.New)];
            foreach (var entry in entries)
            {
                if (Writers.Refusal(EventJson.TypeOf(entry.Happened), Side.Host, actor, stay) is { } key)
                    return (texts.For("Records")[key], false);
            }
            if (await WriteAsync(stay, entries, cancellation) is { } refusal)
            {
                if (!Recording.AsksSecond(refusal) || entries.Find(entry => entry.Happened.IsOfTwo([])) is not { } ofTwo)
                    return (refusal.In(texts), false);
                return await AskAsync(letter, stay, ofTwo, [.. entries.Where(entry => entry != ofTwo)], cancellation);
            }
            first = Repetition.Find(known, said[0]) ?? entries[0].Id;
        }
        letter.AnswerId = first;
        await AnsweredLetter.SetAsync(db, audit, letter, on, signer, cancellation);
        await db.SaveChangesAsync(cancellation);
        return (null, false);
    }

    /// <summary>The letter names what waits, so that it is answered when that is confirmed; what else the slip says is recorded at once.</summary>
    private async Task<(string? Refusal, bool Waits)> AskAsync(
        Dispatch letter, Sojourn stay, Entry ofTwo, IReadOnlyCollection<Entry> others, CancellationToken cancellation)
    {
        if ((await seconds.AskAsync(stay, ofTwo, cancellation) ?? await WriteAsync(stay, others, cancellation)) is { } refusal)
            return (refusal.In(texts), false);
        letter.AnswerId = ofTwo.Id;
        await db.SaveChangesAsync(cancellation);
        return (null, true);
    }

    private async Task<Refusal?> WriteAsync(Sojourn stay, IReadOnlyCollection<Entry> entries, CancellationToken cancellation) =>
        entries.Count == 0 ? null : (await recording.WriteAsync(stay, entries, cancellation)).Refusal;

    /// <summary>Whether what its slip says waits for a second person.</summary>
    public Task<bool> WaitsAsync(Dispatch letter, CancellationToken cancellation)
    {
        var (person, ask) = (letter.PersonId, letter.AnswerId);
        return letter.State == DispatchState.Answered || ask is null ? Task.FromResult(false) : db.RecordAsks
            .AnyAsync(one => one.OwnerId == person && one.Id == ask && one.ConfirmedAt == null && one.DeclinedAt == null, cancellation);
    }

    /// <summary>False when the letter is no draft any more; then nothing is saved.</summary>
    /// <param name="isRead">Whether somebody says that the text is right although it stays as it is.</param>
    public async Task<bool> SaveTextAsync(Dispatch letter, string content, int sheets, bool isRead, CancellationToken cancellation)
    {
        if (letter.State != DispatchState.Drafted)
            return false;
        if (letter.Content == content && letter.Sheets == sheets && !isRead)
            return true;
        (letter.Content, letter.Sheets, letter.WrittenAt) = (content, sheets, clock.GetUtcNow());
        audit.Note("dispatch-written", letter.Id.ToString(), new { Number = letter.Numbered }, member: letter.PersonId);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Keeps a scan with a letter; why not, in a sentence, where it is none.</summary>
    public async Task<string?> KeepScanAsync(Dispatch letter, IFormFile? posted, CancellationToken cancellation)
    {
        if (posted is not { Length: > 0 })
            return texts["invalid.required"];
        var (file, error) = await CaseFiles.ReadScanAsync(posted, cancellation);
        if (file is null)
            return texts.For("Records")[error!];
        if (await recording.HoldAsync(letter.PersonId, letter.SojournId, cancellation) is not { } stay)
            return texts.For("Dispatches")["refusal.gone"];
        files.Add(stay, file, letter.Id);
        audit.Note("dispatch-scanned", letter.Id.ToString(), new { Number = letter.Numbered }, member: letter.PersonId);
        await db.SaveChangesAsync(cancellation);
        return null;
    }

    public DateOnly Today => today;
}
