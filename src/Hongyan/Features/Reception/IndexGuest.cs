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
            var (done, refusal) = await guests.ReceiveAsync(await ConfirmedAsync(said, cancellation), await AnnouncedAsync(cancellation), cancellation);
            if (done is { Stay: not null })
            {
                var message = words[done.IsNew ? "guest.received" : "guest.already", done.Name];
                TempData["Message"] = done.IsNumberLeft ? words["guest.number-left", message] : message;
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

    /// <summary>A person says that a guest who is known here was a guest elsewhere before: he has moved, and his stay there ends.</summary>
    public async Task<IActionResult> OnPostMovedAsync(Guid member, CancellationToken cancellation)
    {
        var stays = await db.Sojourns.AsNoTracking().Where(s => s.MemberId == member && s.HomePath == null && s.EndedOn == null).ToListAsync(cancellation);
        if (stays.Find(one => Writers.Within(one.HostPath, actor.OrgPath)) is not { HostPath: { } host } stay
            || !(await KnownGuests.OfAsync(db, cancellation)).Contains(member))
            return NotFound();
        if (!await moving.IsDocumentSeenAsync(stay, cancellation))
        {
            TempData["Problem"] = words["known-here.unseen"];
            return LocalRedirect("/Reception");
        }
        var since = stay.HostFrom ?? stay.DepartedOn;
        var (ended, refusal) = await moving.EndElsewhereAsync(member, host, since, since, cancellation);
        TempData[refusal is null && ended > 0 ? "Message" : "Problem"] = refusal?.In(texts) ?? words[ended > 0 ? "known-here.moved" : "known-here.none"];
        return LocalRedirect("/Reception");
    }

    /// <summary>With the organisation where each is received.</summary>
    private Task<List<KnownHere>> KnownAsync(IReadOnlySet<Guid> known, CancellationToken cancellation) => (
        from person in db.Members
        where known.Contains(person.Id)
        join stay in db.Sojourns on person.Id equals stay.MemberId
        where stay.HomePath == null && stay.EndedOn == null
        join host in db.Organizations on stay.HostPath equals host.Path
        orderby person.Name, stay.Id
        select new KnownHere(person.Id, stay.Id, person.Name, host.Name, stay.HostFrom ?? stay.DepartedOn)).ToListAsync(cancellation);

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

/// <summary>A guest whose ID number somebody else in this installation has, and where he is received.</summary>
public sealed record KnownHere(Guid Member, Guid Stay, string Name, string Host, DateOnly Since);
