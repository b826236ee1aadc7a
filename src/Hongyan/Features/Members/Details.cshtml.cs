using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Points;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>A member's whole case: facts, stays, what is owed and why, and everything that was recorded.</summary>
public sealed class DetailsModel(HongyanDb db, DutyKeeping keeping, Policies policies, Actor actor, TimeProvider clock) : PageModel
{
    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public Member Person { get; private set; } = null!;

    public HomeParty Home { get; private set; } = null!;

    /// <summary>Whether he is registered outside this installation; then his host keeps what is known of him.</summary>
    public bool IsGuest => Home.IsOutside;

    /// <summary>Whether the reader belongs to home, which knows all facts; the host is told what it needs.</summary>
    public bool IsHome { get; private set; }

    public IReadOnlyList<ShownSojourn> Stays { get; private set; } = [];

    public IReadOnlyList<Happening> Timeline { get; private set; } = [];

    /// <summary>How he was registered by hand and what changed in his basic data, the latest first; for home only.</summary>
    public IReadOnlyList<MembershipEntry> Membership { get; private set; } = [];

    /// <summary>Every stay the reader may see is over for him: he was host once.</summary>
    public bool IsFormer => !IsHome && Stays.All(stay => stay.IsFormer);

    /// <summary>The organisations that records name, by their paths.</summary>
    public IReadOnlyDictionary<string, string> Organizations { get; private set; } = new Dictionary<string, string>();

    public bool IsAway => Stays.Any(stay => stay.Sojourn.EndedOn is null);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().FirstOrDefaultAsync(m => m.Id == id, cancellation) is not { } member)
            return NotFound();
        Person = member;
        IsHome = Writers.Within(member.HomePath, actor.OrgPath);
        Home = await HomeAsync(member, cancellation);
        if (IsHome) Membership = await MembershipEntry.OfAsync(db, id, cancellation);
        var records = await RecordsAsync(member, cancellation);
        Organizations = await Placements.NamesAsync(db, records.Select(record => record.Data), cancellation);
        Timeline = [.. records.Where(one => !DutyCloser.RecordsOfOrganizations.Contains(one.Type))
            .OrderByDescending(one => one.OnDate)
            .ThenByDescending(one => one.Id)];
        Stays = await StaysAsync(member, records, cancellation);
        return Page();
    }

    /// <summary>Where he is registered; of a guest as his last stay says.</summary>
    private async Task<HomeParty> HomeAsync(Member member, CancellationToken cancellation) => member.HomePath is { } path
        ? await db.Organizations.Where(o => o.Path == path).Select(o => new HomeParty(o.Name, o.Path, o.Phone)).FirstAsync(cancellation)
        : await db.Sojourns.AsNoTracking().Where(s => s.MemberId == member.Id).OrderByDescending(s => s.EndedOn == null)
            .ThenByDescending(s => s.DepartedOn).FirstOrDefaultAsync(cancellation) is { } stay
            ? await HomeParty.OfAsync(db, stay, cancellation) : new HomeParty("", Path: null, Phone: null);

    private async Task<List<Happening>> RecordsAsync(Member member, CancellationToken cancellation)
    {
        var rows = await (
            from record in db.Records.AsNoTracking()
            where record.OwnerId == member.Id
            join one in db.Accounts on record.AccountId equals one.Id into accounts
            from account in accounts.DefaultIfEmpty()
            join org in db.Organizations on record.OrgPath equals org.Path into organizations
            from organization in organizations.DefaultIfEmpty()
            select new { Record = record, Writer = (string?)account.DisplayName, MemberId = (Guid?)account.MemberId, Org = (string?)organization.Name })
                .ToListAsync(cancellation);
        var profile = await policies.AtAsync(member.HomePath, cancellation);
        var (lateAfter, undoDays) = (profile.Get(Parameters.RecordLateEntryDays, Today), profile.Get(Parameters.RecordUndoDays, Today));
        var byId = rows.ToDictionary(row => row.Record.Id, row => new Happening.Other(row.Record.Id, row.Record.OnDate) { IsHidden = IsHidden(row.Record) });
        var read = await Corrections.ReadLettersAsync(db, [member.Id], cancellation);
        var later = rows.Where(row => row.Record.CorrectsId is not null).ToLookup(row => row.Record.CorrectsId!.Value, row => byId[row.Record.Id]);
        return [.. rows.Select(row =>
        {
            var (one, recordedOn) = (row.Record, ChinaDate.Of(row.Record.RecordedAt));
            var correctedBy = later[one.Id].FirstOrDefault();
            return new Happening(one.Id, one.CaseId, one.OnDate, one.Type, one.Data, recordedOn,
                RecordSide.SideOf(one, row.MemberId == one.OwnerId && one.OrgPath is null), row.Writer, row.Org,
                EventJson.Read(one.Data).Prose(), recordedOn.DayNumber - one.OnDate.DayNumber > lateAfter,
                one.CorrectsId is { } old ? byId.GetValueOrDefault(old) : null, correctedBy,
                correctedBy is null && Corrections.CanBeCorrected(one.Type) && Corrections.IsAllowed(one, actor),
                correctedBy is null && Corrections.StrikeRefusal(one, read, actor, recordedOn, Today, undoDays) is null)
            {
                IsHidden = IsHidden(one),
            };
        })];
    }

    private bool IsHidden(Record one) => !Confidential.MayRead(one.Type, one.OrgPath, one.HomePath, actor);

    private async Task<IReadOnlyList<ShownSojourn>> StaysAsync(Member member, List<Happening> records, CancellationToken cancellation)
    {
        var sojourns = await db.Sojourns.AsNoTracking().Where(s => s.MemberId == member.Id)
            .OrderByDescending(s => s.EndedOn == null).ThenByDescending(s => s.DepartedOn)
            .Select(s => new { Sojourn = s, Host = db.Organizations.Where(o => o.Path == s.HostPath).Select(o => o.Name).FirstOrDefault() ?? s.HostName })
            .ToListAsync(cancellation);
        var certificates = (await db.Certificates.AsNoTracking().Where(c => c.MemberId == member.Id)
            .OrderBy(c => c.SealedOn ?? c.IssuedOn).ToListAsync(cancellation)).ToLookup(c => c.SojournId);
        var duties = (await db.Duties.AsNoTracking().Where(d => d.OwnerId == member.Id)
            .OrderBy(d => d.DueOn).ThenBy(d => d.Kind).ToListAsync(cancellation)).ToLookup(d => d.CaseId);
        var hosts = sojourns.ToDictionary(one => one.Sojourn.Id, one => one.Host);
        var contacts = await NamedContacts.OfAsync(
            db, sojourns.Select(one => one.Sojourn), (stay, side) => side == Side.Home ? Home.Name : hosts[stay.Id], cancellation);
        var known = IsGuest && actor.Can(Access.Clerk) ? await KnownGuests.OfAsync(db, cancellation) : new HashSet<Guid>();
        var waiting = IsGuest ? await db.RecordAsks.AsNoTracking().Where(a => a.OwnerId == member.Id && a.ConfirmedAt == null && a.DeclinedAt == null)
            .ToListAsync(cancellation) : [];
        var stays = new List<ShownSojourn>();
        foreach (var one in sojourns)
        {
            List<SojournEvent> events = [.. records.Where(record => record.SojournId == one.Sojourn.Id && !record.Corrected)
                .Select(record => EventJson.Read(record.Data))];
            if (!IsHome && !(one.Sojourn.HostPath is { } host && Writers.Within(host, actor.OrgPath)))
            {
                stays.Add(new ShownSojourn(one.Sojourn, Host: null, [], [], [], []) { IsFormer = true, Placements = Placements.Of(events, Organizations) });
                continue;
            }
            var told = await keeping.CaseAsync(member, one.Sojourn, events, cancellation);
            if (IsGuest)
                told = told with { Member = await GuestDoubts.InAsync(db, member, one.Sojourn, told.Member, cancellation) };
            var (story, possible) = (told.AsOf(Today), new PossibleRecords(actor, one.Sojourn, told, certificates[one.Sojourn.Id], Today));
            stays.Add(new ShownSojourn(one.Sojourn, one.Host, [.. duties[one.Sojourn.Id]], WarningBook.In(story), [.. possible.Offered()],
                [.. certificates[one.Sojourn.Id]])
            {
                Placements = Placements.Of(events, Organizations),
                Agreed = told.Agreements,
                HomeContact = contacts(one.Sojourn, Side.Home),
                HostContact = contacts(one.Sojourn, Side.Host),
                IsLate = story.Departure is { } departure && departure.On > departure.Departs,
                Points = PointsBook.In(story),
                Arrived = one.Sojourn.HomeIsOutside ? events.OfType<ReportedIn>().MaxBy(arrived => arrived.On) : null,
                HomeWord = one.Sojourn.HomeIsOutside ? story.HomeWord : null,
                HasNoNumber = member.IdNumber is null,
                IsKnownHere = known.Contains(member.Id),
                Waits = waiting.Find(ask => ask.CaseId == one.Sojourn.Id),
            });
        }
        return stays;
    }
}
