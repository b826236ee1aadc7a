using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>Everything filled in: the host looks at the certificate and the person, and takes him in.</summary>
public sealed class ArrivalModel(
    HongyanDb db, Arrivals arrivals, Recording recording, Meanwhile meanwhile, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Reception");

    /// <summary>What he said of himself, sealed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Found { get; set; }

    /// <summary>member.sojourn of somebody announced.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Stay { get; set; }

    /// <summary>The id of the record to be.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    /// <summary>The committee or branch that receives him.</summary>
    [BindProperty]
    public string? Host { get; set; }

    [BindProperty]
    public string? On { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Certificate and person were looked at.</summary>
    [BindProperty]
    public bool Verified { get; set; }

    /// <summary>He is refused, for the reason of the code.</summary>
    [BindProperty]
    public bool Refuse { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public static IReadOnlyList<string> Codes { get; } = RecordForm.All["refused"].Fields.First(field => field.Name == "code").Choices;

    public Arrival Who { get; private set; } = null!;

    /// <summary>Where he is at present, when that is an organisation of this installation.</summary>
    public string? PresentHost { get; private set; }

    public IReadOnlyList<(string Path, string Name)> Hosts { get; private set; } = [];

    public Refusal? Refusal { get; private set; }

    public bool IsHereAlready => Who.State is "reported-in" or "placed" && Who.HostPath is { } host && Writers.Within(host, actor.OrgPath);

    /// <summary>He comes from another host of this stay.</summary>
    public bool Moves => Who.State is "reported-in" or "placed" && !IsHereAlready;

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await PrepareAsync(cancellation) is { } elsewhere)
            return elsewhere;
        (Id, On) = (Guid.CreateVersion7(), Today.ToString("yyyy-MM-dd"));
        Host = actor.OrgPath;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await PrepareAsync(cancellation) is { } elsewhere)
            return elsewhere;
        if (await db.Records.AnyAsync(r => r.OwnerId == Who.MemberId && r.Id == Id, cancellation))
            return Done();
        if (Read() is not { } arrived)
            return Page();
        List<Entry> entries = [new Entry(Id, arrived)];
        if (Refuse)
            entries.Add(Entry.New(new Refused { On = arrived.On, Code = Code!, Note = arrived.Note }));
        if (Opened is { } proof)
            await arrivals.ReceiveAsync(proof, arrived.Organization!, cancellation);
        if (Id == Guid.Empty || await recording.HoldAsync(Who.MemberId, Who.SojournId, cancellation) is not { } sojourn)
            return NotFound();
        if (Opened is null && await meanwhile.HappenedAsync(sojourn, "reported-in", cancellation))
            return Page();
        Refusal = sojourn.State is "reported-in" or "placed" && (sojourn.State != Who.State || Who.HostPath == Host)
            ? Refusal.Of("refusal.reported-already") // somebody was quicker
            : Writers.StateRefusal("reported-in", sojourn) ?? (await recording.WriteAsync(sojourn, entries, cancellation)).Refusal;
        if (Refusal is not null)
        {
            db.ChangeTracker.Clear();
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }
        await recording.SaveAsync(cancellation);
        return Done();
    }

    /// <summary>The proof in the address; nothing for somebody announced.</summary>
    private Proof? Opened => Found is null ? null : arrivals.Open(Found);

    private async Task<IActionResult?> PrepareAsync(CancellationToken cancellation)
    {
        var found = Opened is { } proof ? await arrivals.FindAsync(proof, cancellation)
            : SojournReference.Read(Stay) is { } stay ? await arrivals.AnnouncedAsync(stay.Member, stay.Sojourn, cancellation)
            : null;
        if (found is null && Found is not null)
        {
            TempData["Message"] = words["expired"];
            return LocalRedirect("/Reception");
        }
        if (found is null || actor.OrgPath is not { } top)
            return NotFound();
        if (found is { HomePath: null, State: SojournState.Announced })
            return LocalRedirect($"/Reception?stay={found.MemberId}.{found.SojournId}");
        if (found.HomePath is null) // of a guest the record's own form asks more; whoever is here already has his page
        {
            return LocalRedirect(found.State == "refused"
                ? DutyAction.ToForm(found.MemberId, found.SojournId, "reported-in", Side.Host, "/Reception") : $"/Members/{found.MemberId}");
        }
        Who = found;
        var end = top + "/";
        Hosts = [.. (await db.Organizations.Where(o => o.Path.CompareTo(top) >= 0 && o.Path.CompareTo(end) < 0)
            .OrderBy(o => o.Path).Take(500).Select(o => new { o.Path, o.Name }).ToListAsync(cancellation)).Select(o => (o.Path, o.Name))];
        PresentHost = found.HostPath is null ? null
            : await db.Organizations.Where(o => o.Path == found.HostPath).Select(o => o.Name).FirstOrDefaultAsync(cancellation);
        return null;
    }

    private ReportedIn? Read()
    {
        var input = new RecordInput(RecordForm.All["reported-in"]);
        (input.Values[RecordInput.On], input.Values[RecordInput.Note]) = (On, Note);
        var arrived = input.Read(sojourn: null, Today, []) as ReportedIn;
        foreach (var (field, sentence) in input.Sentences(texts.For("Records")))
            ModelState.AddModelError(field == RecordInput.On ? nameof(On) : nameof(Note), sentence);
        if (arrived?.On < Who.DepartedOn)
            ModelState.AddModelError(nameof(On), texts.For("Records")["invalid.before-departure"]);
        if (!Hosts.Any(one => one.Path == Host))
            ModelState.AddModelError(nameof(Host), words["invalid.value"]);
        if (Refuse && !Codes.Contains(Code))
            ModelState.AddModelError(nameof(Code), words["invalid.required"]);
        if (!Refuse && !Verified)
            ModelState.AddModelError(nameof(Verified), words["invalid.verified"]);
        return ModelState.IsValid ? arrived! with { Organization = Host } : null;
    }

    private LocalRedirectResult Done()
    {
        TempData["Message"] = words[Refuse ? "refused.done" : "received", Who.Name];
        return LocalRedirect("/Reception");
    }
}
