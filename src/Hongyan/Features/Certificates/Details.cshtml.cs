using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Features.Members;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Certificates;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>One certificate: its number, its state, its code, what was entered in it by itself, and everything that happened to it.</summary>
public sealed class DetailsModel(HongyanDb db, CertificateLink link, Policies policies, PolicyLibrary library, Actor actor, TimeProvider clock) : PageModel
{
    private static readonly string[] Entered = ["organized-life", "dues-paid"];
    private static readonly string[] Logged =
        ["certificate-sealed", "certificate-issued", "certificate-audited", "certificate-lost", "certificate-presented",
            "certificate-withdrawn", "return-checked"];

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public KeptCertificate Certificate { get; private set; } = null!;

    public Sojourn Sojourn { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Home { get; private set; } = "";

    public string? Host { get; private set; }

    public string Committee { get; private set; } = "";

    /// <summary>The text behind the QR code; nothing when the number was written by hand and there is no public page.</summary>
    public string? Code { get; private set; }

    public string State => CertificateStates.NameOf(Certificate.StateOn(Today));

    /// <summary>Organised life and dues as the branches recorded them, the newest first.</summary>
    public IReadOnlyList<Happening> Entries { get; private set; } = [];

    public IReadOnlyList<Happening> Audits { get; private set; } = [];

    public IReadOnlyList<Happening> Log { get; private set; } = [];

    /// <summary>What the reader can record of it now.</summary>
    public IReadOnlyList<(Side Side, string Type)> Possible { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid member, Guid id, CancellationToken cancellation)
    {
        if (await db.Certificates.AsNoTracking().FirstOrDefaultAsync(c => c.MemberId == member && c.Id == id, cancellation) is not { } certificate)
            return NotFound();
        Certificate = certificate;
        Sojourn = await db.Sojourns.AsNoTracking().FirstAsync(s => s.MemberId == member && s.Id == certificate.SojournId, cancellation);
        Name = await db.Members.Where(m => m.Id == member).Select(m => m.Name).FirstAsync(cancellation);
        var names = await db.Organizations
            .Where(o => o.Path == Sojourn.HomePath || o.Path == Sojourn.HostPath || o.Path == certificate.CommitteePath)
            .ToDictionaryAsync(o => o.Path, o => o.Name, cancellation);
        (Home, Host, Committee) = (names[Sojourn.HomePath!], Sojourn.HostPath is null ? Sojourn.HostName : names[Sojourn.HostPath],
            names[certificate.CommitteePath]);
        Code = link.TextOf(certificate.Code, certificate.Number);

        var records = await RecordsAsync(cancellation);
        Log = [.. records.Where(one => Logged.Contains(one.Type)).OrderBy(one => one.RecordedOn).ThenBy(one => one.OnDate)];
        Audits = [.. records.Where(one => one is { Type: "certificate-audited", Corrected: false }).OrderBy(one => one.OnDate)];
        Entries = [.. records.Where(one => Entered.Contains(one.Type) && !one.Corrected && Covers(one.OnDate)).OrderByDescending(one => one.OnDate)];
        var audited = Audits.Any(one => one.OnDate.Year == Today.Year);
        Possible = [.. Writers.Offered(actor, Sojourn).Where(one => Fits(one.Type, audited)).DistinctBy(one => one.Type)];
        return Page();
    }

    /// <summary>Life and dues of the days on which he held it.</summary>
    private bool Covers(DateOnly day) =>
        day >= Certificate.IssuedOn && !(day > (Certificate.LostOn ?? Certificate.ReplacedOn ?? Certificate.WithdrawnOn));

    private bool Fits(string type, bool audited) =>
        Certificate.StateOn(Today) is not (CertificateState.Withdrawn or CertificateState.Lost or CertificateState.Replaced) && type switch
    {
        "certificate-issued" => Certificate.IssuedOn is null,
        "certificate-audited" => Certificate.IssuedOn is not null && !audited,
        "certificate-presented" => Certificate.PresentedOn is null,
        "certificate-lost" or "certificate-withdrawn" => true,
        _ => false,
    };

    private async Task<List<Happening>> RecordsAsync(CancellationToken cancellation)
    {
        var types = Entered.Concat(Logged).ToList();
        var rows = await (
            from record in db.Records.AsNoTracking()
            where record.OwnerId == Sojourn.MemberId && record.CaseId == Sojourn.Id && types.Contains(record.Type)
                && !db.Records.Any(later => later.OwnerId == record.OwnerId && later.CorrectsId == record.Id && later.Type == "struck")
            join one in db.Accounts on record.AccountId equals one.Id into accounts
            from account in accounts.DefaultIfEmpty()
            join org in db.Organizations on record.OrgPath equals org.Path into organizations
            from organization in organizations.DefaultIfEmpty()
            select new { Record = record, Writer = (string?)account.DisplayName, Org = (string?)organization.Name }).ToListAsync(cancellation);
        var host = await policies.AtAsync(Sojourn.HostPath ?? Sojourn.HomePath, cancellation);
        var others = rows.ToDictionary(row => row.Record.Id, row => new Happening.Other(row.Record.Id, row.Record.OnDate));
        var later = rows.Where(row => row.Record.CorrectsId is not null).ToDictionary(row => row.Record.CorrectsId!.Value, row => others[row.Record.Id]);
        return rows.ConvertAll(row =>
        {
            var (one, recordedOn) = (row.Record, ChinaDate.Of(row.Record.RecordedAt));
            var late = recordedOn > host.Get(Parameters.CredentialEntryWithin, one.OnDate).After(one.OnDate, library.Calendar);
            return new Happening(one.Id, one.CaseId, one.OnDate, one.Type, one.Data, recordedOn, Side: null, row.Writer, row.Org,
                Prose: null, late, one.CorrectsId is { } old ? others.GetValueOrDefault(old) : null, later.GetValueOrDefault(one.Id),
                CanCorrect: false, CanStrike: false);
        });
    }
}
