using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>What becomes of letters. One that left is recorded in its stay, which closes the duty it serves; both or neither.</summary>
public sealed partial class Sending(
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
