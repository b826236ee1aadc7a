using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>What the installation knows about the member who reads it. Row-level security leaves only his own rows.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    private const int LastRecords = 100;

    public Person? Member { get; private set; }

    /// <summary>Of a guest: what his home was asked and has said, and what his host told him.</summary>
    public GuestWord? Guest { get; private set; }

    public IReadOnlyList<OpenDuty> Duties { get; private set; } = [];

    public IReadOnlyList<OwnSojourn> Sojourns { get; private set; } = [];

    public IReadOnlyList<Happening> Records { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var self = actor.MemberId;
        var today = ChinaDate.Today(clock);
        Member = await db.Members.Where(member => member.Id == self)
            .Select(member => new Person(member.Name,
                db.Organizations.Where(home => home.Path == member.HomePath).Select(home => home.Name).FirstOrDefault()))
            .FirstOrDefaultAsync(cancellation);
        if (Member is { Home: null })
            Guest = await GuestWord.OfAsync(db, self!.Value, cancellation);
        Sojourns = await db.Sojourns.Where(sojourn => sojourn.MemberId == self).OrderByDescending(sojourn => sojourn.DepartedOn)
            .Select(sojourn => new OwnSojourn(sojourn.State, sojourn.DepartedOn, sojourn.EndedOn, sojourn.Destination,
                db.Organizations.Where(host => host.Path == sojourn.HostPath).Select(host => host.Name).FirstOrDefault() ?? sojourn.HostName,
                sojourn.HomeContact, sojourn.HostContact, sojourn.CertificateNumber))
            .ToListAsync(cancellation);
        Records = await db.Records.Where(record => record.OwnerId == self && !DutyCloser.RecordsOfOrganizations.Contains(record.Type))
            .OrderByDescending(record => record.OnDate).ThenByDescending(record => record.RecordedAt).Take(LastRecords)
            .Select(record => new Happening(record.OnDate, record.Type))
            .ToListAsync(cancellation);
        var kept = await db.Duties.AsNoTracking().OwedOn(today).Where(duty => duty.OwnerId == self && duty.OwedBy == "member")
            .OrderBy(duty => duty.DueOn).ToListAsync(cancellation);
        Duties = [.. kept.Select(duty => new OpenDuty(duty.Kind, duty.Period, duty.DueOn < today ? "overdue" : "open", duty.DueOn, duty.Clauses))];
    }

    public sealed record Person(string Name, string? Home);

    public sealed record OpenDuty(string Kind, string? Period, string State, DateOnly DueOn, IReadOnlyList<string> Clauses);

    public sealed record OwnSojourn(
        string State, DateOnly DepartedOn, DateOnly? EndedOn, string? Destination, string? Host, string? HomeContact, string? HostContact,
        string? CertificateNumber);

    public sealed record Happening(DateOnly OnDate, string Type);
}
