using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>The letters that are owed to the other side where it lies outside: by open duties, and reminders where an answer stays out.</summary>
public sealed class OwedLetters(HongyanDb db, AskedOfHome asked, UnowedLetters unowed, Policies policies, Actor actor, TimeProvider clock)
{
    private const int Most = 2000; // as many duties as one list can hold before it is narrowed
    private static readonly string[] HostDuties = DutiesOf(Hongyan.Rules.Sojourns.Side.Host), HomeDuties = DutiesOf(Hongyan.Rules.Sojourns.Side.Home);

    /// <summary>Those due until a day, the most urgent first.</summary>
    /// <param name="stays">Only of these; of all in sight when there are none.</param>
    internal async Task<IReadOnlyList<OwedLetter>> FindAsync(DateOnly until, IReadOnlyCollection<Guid> stays, CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return [];
        var today = ChinaDate.Today(clock);
        var (end, isNarrowed, servesHome) = (top + "/", stays.Count > 0, actor.ServesHome);
        var rows = await (
            from duty in db.Duties.AsNoTracking()
            where duty.CaseKind == KeptDuty.OfSojourn && (HostDuties.Contains(duty.Kind) || HomeDuties.Contains(duty.Kind))
                && duty.DoneOn == null && duty.MootOn == null && duty.WaivedOn == null && duty.OpensOn <= today && duty.DueOn <= until
                && (duty.MissedOn == null || duty.MissedOn > today) && (!isNarrowed || stays.Contains(duty.CaseId))
            join stay in db.Sojourns on new { Member = duty.OwnerId, Id = duty.CaseId } equals new { Member = stay.MemberId, stay.Id }
            where (HostDuties.Contains(duty.Kind) && stay.HomePath == null && stay.HostPath!.CompareTo(top) >= 0 && stay.HostPath.CompareTo(end) < 0)
                || (HomeDuties.Contains(duty.Kind) && servesHome && stay.HostPath == null && stay.HostName != null
                    && stay.HomePath!.CompareTo(top) >= 0 && stay.HomePath.CompareTo(end) < 0)
            join member in db.Members on stay.MemberId equals member.Id
            orderby duty.DueOn, member.Name, duty.Id
            select new
            {
                duty.Kind, stay.MemberId, stay.Id, member.Name, stay.HostName, duty.Period, duty.DueOn,
                Home = stay.HomePath == null ? HongyanDb.GuestHome(stay.HomeOutside, stay.HomeWords) : null,
            }).Take(Most).ToListAsync(cancellation);
        List<OwedLetter> owed = [.. rows
            .Select(row => new OwedLetter(DispatchKind.ForDuty(row.Kind)!.Name, row.MemberId, row.Id, row.Name, row.Home ?? row.HostName, row.Period,
                row.DueOn, DraftId: null))
            .DistinctBy(one => one.Key)];
        owed.AddRange(await RemindersAsync(today, stays, cancellation));
        if (isNarrowed)
            owed.AddRange([.. (await unowed.FindAsync(stays, cancellation)).Where(one => !owed.Exists(other => IsAlike(one, other)))]);
        if (isNarrowed && servesHome && owed.Count == 0)
            owed.AddRange(await unowed.IntroductionsAsync(today, stays, cancellation));
        owed.RemoveAll(one => !one.HasReceiver);
        return await WithDraftsAsync(owed, cancellation);
    }

    /// <summary>After some days without an answer home is reminded, after more of them the office above it.</summary>
    private async Task<IEnumerable<OwedLetter>> RemindersAsync(DateOnly today, IReadOnlyCollection<Guid> stays, CancellationToken cancellation)
    {
        var profile = await policies.AtAsync(actor.OrgPath, cancellation);
        var (first, superior) = (profile.Get(Parameters.GuestRemindAfter, today), profile.Get(Parameters.GuestRemindSuperiorAfter, today));
        var latest = today.AddDays(-first);
        var query = asked.Lines().Where(line => line.AnsweredOn == null && line.LastOn <= latest && line.IsOpen);
        if (stays.Count > 0)
            query = query.Where(line => stays.Contains(line.SojournId));
        var lines = await query.OrderBy(line => line.FirstOn).ThenBy(line => line.SojournId).Take(Most).ToListAsync(cancellation);
        return lines.GroupBy(line => line.SojournId).Select(group =>
        {
            var (one, last, isLong) = (group.First(), group.Max(line => line.LastOn), group.Min(line => line.FirstOn).AddDays(superior) <= today);
            return new OwedLetter(isLong ? DispatchKind.ReminderToSuperior : DispatchKind.Reminder, one.MemberId, one.SojournId, one.Name, one.Home,
                last.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last.AddDays(first), DraftId: null);
        });
    }

    private async Task<IReadOnlyList<OwedLetter>> WithDraftsAsync(List<OwedLetter> owed, CancellationToken cancellation)
    {
        var stays = owed.Select(one => one.SojournId).Distinct().ToArray();
        var drafts = (await db.Database.SqlQuery<Drafted>($"""
            select id as "Id", sojourn_id as "Stay", kind as "Kind", period as "Period", org_path as "Path", org_name as "Name" from dispatch_drafts({stays})
            """).ToListAsync(cancellation)).OrderByDescending(draft => draft.Path == actor.OrgPath).ToLookup(draft => (draft.Stay, draft.Kind, draft.Period));
        return owed.ConvertAll(one => drafts[(one.SojournId, one.Kind, one.Period)].FirstOrDefault() is not { } draft ? one
            : draft.Path == actor.OrgPath ? one with { DraftId = draft.Id } : one with { DraftedBy = draft.Name });
    }

    private static bool IsAlike(OwedLetter one, OwedLetter other) => one.SojournId == other.SojournId && one.Kind == other.Kind;

    /// <summary>A letter that somebody drafted, be it an organisation whose register the reader does not see.</summary>
    private sealed record Drafted(Guid Id, Guid Stay, string Kind, string? Period, string Path, string Name);

    private static string[] DutiesOf(Hongyan.Rules.Sojourns.Side side) =>
        [.. DispatchKind.All.Where(kind => kind.Side == side).Select(kind => kind.Duty).OfType<string>()];
}
