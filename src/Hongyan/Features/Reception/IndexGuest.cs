using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>Somebody registered outside is received: what the form asks of him, and where he stands afterwards.</summary>
public sealed partial class IndexModel
{
    private const int MostEntries = 200, MostHosts = 500;

    [BindProperty]
    public GuestInput Guest { get; set; } = new();

    /// <summary>member.sojourn of a guest who is announced.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Stay { get; set; }

    /// <summary>The organisations that may receive him.</summary>
    public IReadOnlyList<(string Path, string Name)> Hosts { get; private set; } = [];

    /// <summary>Names of the directory, to choose a home from.</summary>
    public IReadOnlyList<string> Entries { get; private set; } = [];

    /// <summary>A member of an organisation of the reader's own has that number or telephone: he is no guest.</summary>
    public Namesake? OwnMember { get; private set; }

    public Refusal? Refusal { get; private set; }

    public async Task<IActionResult> OnPostGuestAsync(CancellationToken cancellation)
    {
        IsUnknown = true;
        await ChoicesAsync(cancellation);
        if (Guest.Read(Name ?? NameIn(Number), Hosts.Select(host => host.Path), Today, ModelState, words) is { } said)
        {
            var (done, refusal) = await guests.ReceiveAsync(said, await AnnouncedAsync(cancellation), cancellation);
            if (done is { Stay: not null })
            {
                TempData["Message"] = words[done.IsNew ? "guest.received" : "guest.already", done.Name];
                return LocalRedirect($"/Members/{done.Member}");
            }
            Refusal = refusal;
            if (done is { IsOtherName: true })
                ModelState.AddModelError("Guest.IdNumber", words["guest.other-name"]);
            OwnMember = done is null or { IsOtherName: true } ? null : new Namesake(done.Member, null, done.Name, null, false);
            if (OwnMember is not null)
                ModelState.AddModelError(nameof(Name), words["guest.own"]);
        }
        await ListAsync(cancellation);
        return Page();
    }

    /// <summary>What was typed stays; a number stands for the paper that he shows.</summary>
    private async Task AskGuestAsync(Proof proof, CancellationToken cancellation)
    {
        IsUnknown = true;
        await ChoicesAsync(cancellation);
        Guest = new GuestInput
        {
            Shown = proof.Number is null ? null : ReportedIn.Certificate,
            Paper = proof.Number,
            IdNumber = Guest.IdNumber,
            On = Today.ToString(RequestValues.DayForm),
            Host = actor.OrgPath,
        };
        Name = proof.Name;
        ModelState.Remove(nameof(Name)); // what was typed into the first field stands where it belongs
        ModelState.Remove(nameof(Number));
    }

    /// <summary>The stay of a guest who is announced to an organisation of the reader; nothing once he is here.</summary>
    private async Task<Sojourn?> AnnouncedAsync(CancellationToken cancellation) => SojournReference.Read(Stay) is not { } stay ? null
        : await db.Sojourns.AsNoTracking().FirstOrDefaultAsync(
            s => s.MemberId == stay.Member && s.Id == stay.Sojourn && s.HomePath == null && s.State == SojournState.Announced, cancellation) is { } found
            && Writers.Within(found.HostPath, actor.OrgPath) ? found : null;

    /// <summary>What was announced of him; what he shows is asked at the reception.</summary>
    private async Task FillAsync(Sojourn announced, CancellationToken cancellation)
    {
        var person = await db.Members.AsNoTracking().SingleAsync(m => m.Id == announced.MemberId, cancellation);
        await AskGuestAsync(new Proof(person.Name, announced.CertificateNumber, null, null), cancellation);
        var home = (await HomeParty.OfAsync(db, announced, cancellation)).Name;
        (Guest.Phone, Guest.Home, Guest.Employer, Guest.Address) = (person.Phone, home, announced.Employer, person.Address);
        (Guest.Sex, Guest.Status, Guest.HomeUnknown) = (person.Sex, person.Status, home.Length == 0);
        (Guest.Born, Guest.Document) = (person.Born?.ToString(RequestValues.DayForm), GuestInput.Answers[^1]);
    }

    /// <summary>What the form offers.</summary>
    private async Task ChoicesAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return;
        var end = top + "/";
        Hosts = [.. (await db.Organizations.Where(o => o.Path.CompareTo(top) >= 0 && o.Path.CompareTo(end) < 0).OrderBy(o => o.Path).Take(MostHosts)
            .Select(o => new { o.Path, o.Name }).ToListAsync(cancellation)).Select(o => (o.Path, o.Name))];
        Entries = await db.OutsideOrganizations.Where(entry => entry.MergedInto == null).OrderByDescending(entry => entry.RecordedAt).Take(MostEntries)
            .Select(entry => entry.Name).ToListAsync(cancellation);
    }

    private static string? NameIn(string? typed) => Trimmed(typed) is { } name && !name.Any(char.IsDigit) ? name : null;
}
