using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Features.Batch;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>Drafts letters: each gets the next number of the organisation's year and a slip of its own. Nothing is sent.</summary>
public sealed class Drafting(
    HongyanDb db, Recording recording, People people, Superiors superiors, OutsideDirectory directory, Audit audit, Actor actor, TimeProvider clock,
    Texts texts)
{
    public const int Most = 100;

    /// <summary>
    /// Nobody of the organisation, or above or below it, drafts until the transaction ends: read what is owed after this, and no letter is drafted twice.
    /// </summary>
    public Task HoldAsync(CancellationToken cancellation) =>
        db.Database.HoldAsync(AdvisoryLock.DispatchDrafts, (actor.OrgPath ?? "").Split('.')[0], cancellation);

    /// <summary>The ids of the letters, in the order asked for; one that nobody can be addressed for is left out.</summary>
    internal async Task<IReadOnlyList<Guid>> DraftAsync(IReadOnlyList<OwedLetter> owed, CancellationToken cancellation)
    {
        var compose = await ComposerAsync([.. owed.Select(one => one.SojournId)], cancellation);
        List<(OwedLetter Owed, Composed? Text)> asked = [.. owed.Take(Most).Where(one => one.DraftedBy is null)
            .Select(one => (one, one.DraftId is null ? compose(one.SojournId, DispatchKind.Of(one.Kind), one.Period) : null))];
        var count = asked.Count(one => one.Text is not null);
        var (org, today) = (actor.OrgPath!, ChinaDate.Today(clock));
        var number = count == 0 ? 0 : await NumberSeries.Dispatch.TakeAsync(db, org, today.Year, count, cancellation);
        var made = new List<Guid>();
        foreach (var (one, text) in asked)
        {
            if (text is null)
            {
                made.AddRange(one.DraftId is { } draft ? [draft] : []);
                continue;
            }
            var letter = new Dispatch
            {
                OrgPath = org, Id = Guid.CreateVersion7(), Year = today.Year, Number = number++,
                Kind = one.Kind, What = text.What, PersonId = one.MemberId, SojournId = one.SojournId, Period = one.Period, OutsideId = text.Entry,
                ToName = text.To, Content = text.Content, DraftedOn = today, DraftedBy = actor.AccountId!.Value, RecordedAt = clock.GetUtcNow(),
                State = DispatchState.Drafted, StateOn = today,
                SlipCode = RandomNumberGenerator.GetBytes(SlipCode.Bytes), SlipNumber = SlipCode.Number(RandomNumberGenerator.GetBytes(SlipCode.NumberLength)),
            };
            db.Dispatches.Add(letter);
            audit.Note("dispatch-drafted", letter.Id.ToString(), new { letter.Kind, Number = letter.Numbered }, member: one.MemberId);
            made.Add(letter.Id);
        }
        await db.SaveChangesAsync(cancellation);
        return made;
    }

    /// <summary>Writes the text of a draft anew from what is recorded now. False when it is no draft any more, or nobody can be addressed.</summary>
    public async Task<bool> AnewAsync(Dispatch letter, CancellationToken cancellation)
    {
        if (letter.State != DispatchState.Drafted
            || (await ComposerAsync([letter.SojournId], cancellation))(letter.SojournId, DispatchKind.Of(letter.Kind), letter.Period) is not { } text)
            return false;
        (letter.What, letter.OutsideId, letter.ToName, letter.Content) = (text.What, text.Entry, text.To, text.Content);
        letter.WrittenAt = clock.GetUtcNow();
        audit.Note("dispatch-written", letter.Id.ToString(), new { Number = letter.Numbered }, member: letter.PersonId);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Composes letters about some stays; nothing for one out of sight, and where nobody can be addressed.</summary>
    private async Task<Func<Guid, DispatchKind, string?, Composed?>> ComposerAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var org = await db.Organizations.AsNoTracking().SingleAsync(one => one.Path == actor.OrgPath, cancellation);
        var above = await superiors.AboveAsync(org.Path, cancellation) is { } path
            ? await db.Organizations.AsNoTracking().SingleOrDefaultAsync(one => one.Path == path, cancellation) : null;
        var stays = await recording.FindAllAsync(ids, hold: false, cancellation);
        var files = (await people.FilesAsync(stays, cancellation)).ToDictionary(file => file.Sojourn.Id);
        var events = await recording.EventsAsync(stays, cancellation);
        var receivers = await ReceiversAsync([.. files.Values], cancellation);
        var today = ChinaDate.Today(clock);
        return (stay, kind, period) =>
        {
            if (!files.TryGetValue(stay, out var file) || receivers(file, kind) is not { Name.Length: > 0 } receiver)
                return null;
            var text = new DispatchText(file, events[stay], org, above, today, texts);
            string[] what = kind.Name switch
            {
                DispatchKind.Asking => [HomeAsked.Membership],
                DispatchKind.Telling => [text.ToldOf(period)],
                DispatchKind.Reminder or DispatchKind.ReminderToSuperior => [.. text.Unanswered()],
                DispatchKind.Answering => [.. text.AskedByHost(period)],
                _ => [],
            };
            return new Composed(what, receiver.Entry, receiver.Name, text.Of(kind, what, period, receiver.Name));
        };
    }

    /// <summary>Whom a letter of a kind goes to: the entry of the directory where there is one, and its name.</summary>
    private async Task<Func<SojournFile, DispatchKind, (Guid? Entry, string Name)>> ReceiversAsync(
        IReadOnlyList<SojournFile> files, CancellationToken cancellation)
    {
        List<Guid> homes = [.. files.Select(file => file.Sojourn.HomeOutside ?? HostOf(file)).OfType<Guid>().Distinct()];
        var roots = await db.OutsideOrganizations.AsNoTracking().Where(entry => homes.Contains(entry.Id))
            .Select(entry => new { entry.Id, Root = HongyanDb.OutsideRoot(entry.Id) }).ToDictionaryAsync(one => one.Id, one => one.Root, cancellation);
        List<Guid> known = [.. roots.Values.Distinct()];
        var entries = await db.OutsideOrganizations.AsNoTracking().Where(entry => known.Contains(entry.Id)).ToDictionaryAsync(entry => entry.Id, cancellation);
        List<Guid> superior = [.. entries.Values.Select(entry => entry.SuperiorId).OfType<Guid>()];
        var aboves = await db.OutsideOrganizations.AsNoTracking().Where(entry => superior.Contains(entry.Id))
            .ToDictionaryAsync(entry => entry.Id, cancellation);
        List<string> hosts = [.. files.Where(file => HostOf(file) is null && file.Sojourn.HostPath is null)
            .Select(file => file.Sojourn.HostName).OfType<string>().Distinct()];
        var named = await directory.OnlyOfAsync(hosts, cancellation);
        return (file, kind) =>
        {
            if (kind.Side == Side.Home)
                return (HostOf(file) is { } host ? roots[host] : named.TryGetValue(file.Sojourn.HostName ?? "", out var only) ? only : null, file.Host ?? "");
            var entry = file.Sojourn.HomeOutside is { } home ? entries[roots[home]] : null;
            if (kind.Name != DispatchKind.ReminderToSuperior)
                return (entry?.Id, file.Home.Name);
            // without a superior in the directory the reminder goes to home itself
            return entry?.SuperiorId is { } id ? (id, aboves[id].Name) : (entry?.Id, file.Home.Name);
        };

        static Guid? HostOf(SojournFile file) => file.Sojourn.HostPath is null ? file.Sojourn.HostOutside : null;
    }

    private sealed record Composed(string[] What, Guid? Entry, string To, string Content);
}
