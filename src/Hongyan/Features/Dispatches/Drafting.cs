using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Features.Batch;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>Drafts letters: each gets the next number of the organisation's year and a slip of its own. Nothing is sent.</summary>
public sealed class Drafting(HongyanDb db, Recording recording, People people, Superiors superiors, Audit audit, Actor actor, TimeProvider clock, Texts texts)
{
    public const int Most = 100;

    /// <summary>Nobody else of the organisation drafts until the transaction ends: read what is owed after this, and no letter is drafted twice.</summary>
    public Task HoldAsync(CancellationToken cancellation) => db.Database.HoldAsync(AdvisoryLock.DispatchDrafts, actor.OrgPath ?? "", cancellation);

    /// <summary>The ids of the letters, in the order asked for; one that nobody can be addressed for is left out.</summary>
    internal async Task<IReadOnlyList<Guid>> DraftAsync(IReadOnlyList<OwedLetter> owed, CancellationToken cancellation)
    {
        var org = await db.Organizations.AsNoTracking().SingleAsync(one => one.Path == actor.OrgPath, cancellation);
        var above = await superiors.AboveAsync(org.Path, cancellation) is { } path
            ? await db.Organizations.AsNoTracking().SingleOrDefaultAsync(one => one.Path == path, cancellation) : null;
        var stays = await recording.FindAllAsync(owed.Select(one => one.SojournId), hold: false, cancellation);
        var files = (await people.FilesAsync(stays, cancellation)).ToDictionary(file => file.Sojourn.Id);
        var events = await recording.EventsAsync(stays, cancellation);
        var receivers = await ReceiversAsync([.. files.Values], cancellation);
        var made = new List<Guid>();
        var today = ChinaDate.Today(clock);
        foreach (var one in owed.Take(Most))
        {
            if (one.DraftId is { } draft)
            {
                made.Add(draft);
                continue;
            }
            var kind = DispatchKind.Of(one.Kind);
            if (!files.TryGetValue(one.SojournId, out var file))
                continue;
            var (id, to) = receivers(file, kind);
            if (to.Length == 0)
                continue;
            var text = new DispatchText(file, events[one.SojournId], org, above, today, texts);
            string[] what = kind.Name switch
            {
                DispatchKind.Asking => [HomeAsked.Membership],
                DispatchKind.Telling => [text.ToldOf(one.Period)],
                DispatchKind.Reminder or DispatchKind.ReminderToSuperior => [.. text.Unanswered()],
                DispatchKind.Answering => [.. text.AskedByHost(one.Period)],
                _ => [],
            };
            var letter = new Dispatch
            {
                OrgPath = org.Path, Id = Guid.CreateVersion7(), Year = today.Year,
                Number = await NumberSeries.Dispatch.NextNumberAsync(db, org.Path, today.Year, cancellation),
                Kind = kind.Name, What = what, PersonId = one.MemberId, SojournId = one.SojournId, Period = one.Period, OutsideId = id, ToName = to,
                Content = text.Of(kind, what, one.Period, to), DraftedOn = today, DraftedBy = actor.AccountId!.Value, RecordedAt = clock.GetUtcNow(),
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
        return (file, kind) =>
        {
            if (kind.Side == Side.Home)
                return (HostOf(file) is { } host ? roots[host] : null, file.Host ?? "");
            var entry = file.Sojourn.HomeOutside is { } home ? entries[roots[home]] : null;
            if (kind.Name != DispatchKind.ReminderToSuperior)
                return (entry?.Id, file.Home.Name);
            // without a superior in the directory the reminder goes to home itself
            return entry?.SuperiorId is { } id ? (id, aboves[id].Name) : (entry?.Id, file.Home.Name);
        };

        static Guid? HostOf(SojournFile file) => file.Sojourn.HostPath is null ? file.Sojourn.HostOutside : null;
    }
}
