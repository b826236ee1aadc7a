using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>What an organisation does once for all its members away, such as confirming its ledgers: one form, a record for each stay.</summary>
public sealed class OrganizationModel(HongyanDb db, Recording recording, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int Clears = 4;
    private readonly Texts words = texts.For("Records");

    [BindProperty(SupportsGet = true)]
    public string Org { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    [BindProperty]
    public IReadOnlyList<int> Clear { get; set; } = [];

    public RecordInput Input { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public IReadOnlyList<KeptDuty> Owed { get; private set; } = [];

    public string? Refusal { get; private set; }

    public string Way => Url.Way(Back, "/Worklist");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        Input.Values[RecordInput.On] = ChinaDate.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (Owed.Count == 0)
            return Done(); // a second tap: all is recorded
        foreach (var field in new[] { RecordInput.On, RecordInput.Note })
            Input.Values[field] = Request.Form[$"Values[{field}]"];
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        var happened = Input.Read(sojourn: null, ChinaDate.Today(clock), []);
        foreach (var (field, error) in Input.Errors)
            ModelState.AddModelError($"Values[{field}]", words[error]);
        if (Kind == "sweep" && Clear.Distinct().Count() != Clears)
            ModelState.AddModelError(nameof(Clear), words["clear.missing"]);
        if (happened is null || !ModelState.IsValid)
            return Page();
        foreach (var duty in Owed)
            await WriteAsync(duty, happened, cancellation);
        await recording.SaveAsync(cancellation);
        return Done();
    }

    private async Task WriteAsync(KeptDuty duty, SojournEvent happened, CancellationToken cancellation)
    {
        var sojourn = await recording.HoldAsync(duty.MemberId, duty.SojournId, cancellation);
        if (sojourn is not null && !await db.Records.AnyAsync(r => r.MemberId == duty.MemberId && r.SojournId == duty.SojournId
            && r.Type == Input.Form.Type && r.OnDate == happened.On, cancellation))
            await recording.AddAsync(sojourn, [happened], cancellation);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        if (!Closing.OfOrganizations.Contains(Kind) || !Writers.Within(Org, actor.OrgPath))
            return false;
        var closing = Closing.Of(Kind, Period, owedBy: "");
        Input = new RecordInput(RecordForm.All[closing.Type]);
        Name = await db.Organizations.Where(o => o.Path == Org).Select(o => o.Name).FirstOrDefaultAsync(cancellation) ?? "";
        Owed = await db.Duties.AsNoTracking()
            .Where(d => d.OrgPath == Org && d.Kind == Kind && d.Period == Period && d.DoneOn == null && d.MootOn == null && d.WaivedOn == null)
            .ToListAsync(cancellation);
        if (Owed is [var first, ..] && Writers.Refusal(closing.Type, closing.Writer, actor, first.HomePath, first.HostPath) is { } refusal)
            Refusal = words[refusal];
        return Name.Length > 0;
    }

    private LocalRedirectResult Done()
    {
        TempData["Message"] = words["organization.recorded", Name, texts.For("Duties")["kind." + Kind]];
        return LocalRedirect(Way);
    }
}
