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
        if (await MemberCase.ReadAsync(db, keeping, id, cancellation) is not { } read)
            return NotFound();
        var member = Person = read.Member;
        IsHome = Writers.Within(member.HomePath, actor.OrgPath);
        Home = read.Home ?? (read.Stays is [var last, ..]
            ? await HomeParty.OfAsync(db, last.Sojourn, cancellation) : new HomeParty("", Path: null, Phone: null));
        if (IsHome) Membership = await MembershipEntry.OfAsync(db, id, cancellation);
        var records = await RecordsAsync(read, cancellation);
        Organizations = await Placements.NamesAsync(db, records.Select(record => record.Data), cancellation);
        Timeline = [.. records.Where(one => !DutyCloser.RecordsOfOrganizations.Contains(one.Type))
            .OrderByDescending(one => one.OnDate)
            .ThenByDescending(one => one.Id)];
        Stays = await StaysAsync(read, records, cancellation);
        return Page();
    }

    private async Task<List<Happening>> RecordsAsync(MemberCase read, CancellationToken cancellation)
    {
        var (rows, letters) = (read.Records, read.Letters);
        var profile = await policies.AtAsync(read.Member.HomePath, cancellation);
        var (lateAfter, undoDays) = (profile.Get(Parameters.RecordLateEntryDays, Today), profile.Get(Parameters.RecordUndoDays, Today));
        var byId = rows.ToDictionary(row => row.Record.Id, row => new Happening.Other(row.Record.Id, row.Record.OnDate) { IsHidden = IsHidden(row.Record) });
        var later = rows.Where(row => row.Record.CorrectsId is not null).ToLookup(row => row.Record.CorrectsId!.Value, row => byId[row.Record.Id]);
        return [.. rows.Select(row =>
        {
            var (one, recordedOn) = (row.Record, ChinaDate.Of(row.Record.RecordedAt));
            var said = EventJson.Read(one.Data);
            var correctedBy = later[one.Id].FirstOrDefault();
            return new Happening(one.Id, one.CaseId, one.OnDate, one.Type, one.Data, recordedOn,
                RecordSide.SideOf(one, row.WriterMember == one.OwnerId && one.OrgPath is null), row.Writer, row.Organization,
                said.Prose(), recordedOn.DayNumber - one.OnDate.DayNumber > lateAfter,
                one.CorrectsId is { } old ? byId.GetValueOrDefault(old) : null, correctedBy,
                correctedBy is null && Corrections.CanBeCorrected(one.Type) && Corrections.IsAllowed(one, actor),
                correctedBy is null && Corrections.StrikeRefusal(one, letters, actor, recordedOn, Today, undoDays) is null)
            {
                IsHidden = IsHidden(one),
                Scan = said.Told?.Scan?.Id,
            };
        })];
    }

    private bool IsHidden(Record one) => !Confidential.MayRead(one.Type, one.OrgPath, one.HomePath, actor);

    private async Task<IReadOnlyList<ShownSojourn>> StaysAsync(MemberCase read, List<Happening> records, CancellationToken cancellation)
    {
        var (member, sojourns) = (read.Member, read.Stays);
        var (certificates, duties) = (read.Certificates.ToLookup(c => c.SojournId), read.Duties.ToLookup(d => d.CaseId));
        var hosts = sojourns.ToDictionary(one => one.Sojourn.Id, one => one.Host);
        var contacts = await NamedContacts.OfAsync(
            db, sojourns.Select(one => one.Sojourn), (stay, side) => side == Side.Home ? Home.Name : hosts[stay.Id], Today, cancellation);
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
