using System.Globalization;
using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>
/// What an organisation does once: for itself, as the yearly sweep, and for all its members away, as confirming its ledgers. One form; the
/// organisation's own duty is done, and each stay gets its record.
/// </summary>
public sealed class OrganizationModel(
    HongyanDb db, Recording recording, CaseRecording cases, ILedgers ledgers, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int Clears = 4;

    // What an organisation says of itself: no superior says it in its place.
    private static readonly string[] EachForItself = ["sweep", "year-end-report"];
    private readonly Texts words = texts.For("Records");

    [BindProperty(SupportsGet = true)]
    public string Org { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string Kind { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The mark of the ledgers that were shown; what changed since must be looked at again.</summary>
    [BindProperty]
    public string? Shown { get; set; }

    [BindProperty]
    public IReadOnlyList<int> Clear { get; set; } = [];

    public RecordInput Input { get; private set; } = null!;

    public string Name { get; private set; } = "";

    /// <summary>What the stays of its members demand of it.</summary>
    public IReadOnlyList<KeptDuty> Owed { get; private set; } = [];

    /// <summary>What it owes for itself.</summary>
    public KeptDuty? Own { get; private set; }

    public bool IsDone => Owed.Count == 0 && Own is null or { DoneOn: not null };

    /// <summary>The two ledgers, where it is they that are confirmed.</summary>
    public IReadOnlyList<Document> Shows { get; private set; } = [];

    public string? Refusal { get; private set; }

    public string Way => Url.Way(Back, "/Worklist");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (Shows.Count > 0)
            await ledgers.NoteAsync(Org, cancellation);
        Input.Values[RecordInput.On] = ChinaDate.Today(clock).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(cancellation))
            return NotFound();
        if (IsDone)
            return Done(); // a second tap: all is recorded
        Input.Fill(Request.Form);
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        var happened = Input.Read(sojourn: null, ChinaDate.Today(clock), Named());
        foreach (var (field, sentence) in Input.Sentences(words))
            ModelState.AddModelError($"Values[{field}]", sentence);
        if (Kind == "sweep" && Clear.Distinct().Count() != Clears)
            ModelState.AddModelError(nameof(Clear), words["clear.missing"]);
        if (Kind == "refresh-ledger" && happened is not null && Hongyan.Rules.Calendar.Period.Read(Period) is { } period
            && (happened.On < period.First || happened.On > period.Last))
            ModelState.AddModelError($"Values[{RecordInput.On}]", words["organization.outside", period.First, period.Last]);
        if (happened?.On < Own?.OpensOn)
            ModelState.AddModelError($"Values[{RecordInput.On}]", words["organization.early", Own.OpensOn]);
        if (Shows.Count > 0 && Shown != ILedgers.Mark(Shows))
            ModelState.AddModelError("", words["invalid.ledger"]);
        if (happened is null || !ModelState.IsValid)
            return Page();
        if (Own is { DoneOn: null } own && await OfOwnAsync(own, happened, cancellation) is { Refusal: { } refused })
        {
            ModelState.AddModelError("", refused.In(texts));
            return Page();
        }
        foreach (var duty in Owed)
            await OfStayAsync(duty, happened, cancellation);
        await recording.SaveAsync(cancellation);
        return Done();
    }

    /// <summary>Writes it to the organisation's own case, which is held.</summary>
    private async Task<Answer> OfOwnAsync(KeptDuty own, SojournEvent happened, CancellationToken cancellation)
    {
        var kind = CaseKinds.Of(own.CaseKind);
        var told = new JsonObject
        {
            ["type"] = kind.Duties.First(rule => rule.Kind == Kind).ClosedBy,
            ["on"] = happened.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            [PartyEvent.SideName] = own.Side,
            ["note"] = happened.Note,
        };
        return await cases.AddAsync((await cases.HoldAsync(own.OwnerId, own.CaseId, cancellation))!, kind.Read(told.ToJsonString()), cancellation);
    }

    private async Task OfStayAsync(KeptDuty duty, SojournEvent happened, CancellationToken cancellation)
    {
        var sojourn = await recording.HoldAsync(duty.OwnerId, duty.CaseId, cancellation);
        if (sojourn is not null && !await db.Records.AnyAsync(r => r.OwnerId == duty.OwnerId && r.CaseId == duty.CaseId
            && r.Type == Input.Form.Name && r.OnDate == happened.On, cancellation))
            await recording.AddAsync(sojourn, [happened], cancellation);
    }

    private async Task<bool> PrepareAsync(CancellationToken cancellation)
    {
        if (!DutyCloser.OfOrganizations.Contains(Kind) || !Writers.Within(Org, actor.OrgPath))
            return false;
        var closing = DutyCloser.Of(Kind, Period, owedBy: "");
        Input = new RecordInput(RecordForm.All[closing.Type]);
        Name = await db.Organizations.Where(o => o.Path == Org).Select(o => o.Name).FirstOrDefaultAsync(cancellation) ?? "";
        Owed = await db.Duties.AsNoTracking()
            .Where(d => d.CaseKind == KeptDuty.OfSojourn && d.OrgPath == Org && d.Kind == Kind && d.Period == Period && d.DoneOn == null && d.MootOn == null
                && d.WaivedOn == null)
            .ToListAsync(cancellation);
        Own = await db.Duties.AsNoTracking()
            .Where(d => d.Shared && d.OrgPath == Org && d.Kind == Kind && d.Period == Period && d.OpensOn <= ChinaDate.Today(clock))
            .SingleOrDefaultAsync(cancellation);
        if (Own is { DoneOn: null } && Request.Method == "POST")
        {
            await cases.HoldAsync(Own.OwnerId, Own.CaseId, cancellation); // so that the second of two finds it done
            Own = await db.Duties.AsNoTracking().SingleAsync(d => d.OwnerId == Own.OwnerId && d.Id == Own.Id, cancellation);
        }
        var (home, host) = Owed is [var first, ..] ? (first.HomePath!, first.HostPath) : (Org, null);
        if (Writers.Refusal(closing.Type, closing.Writer, actor, home, host) is { } refusal)
            Refusal = words[refusal];
        else if (EachForItself.Contains(Kind) && Org != actor.OrgPath)
            Refusal = words["organization.itself", Name];
        else if (IsDone && Own is null && await OpensOnAsync(cancellation) is { } opens)
            Refusal = words["organization.not-open", opens];
        if (Kind == "refresh-ledger" && Refusal is null && !IsDone && Name.Length > 0)
            Shows = await ledgers.TodayAsync(Org, cancellation);
        return Name.Length > 0;
    }

    /// <summary>The coming day on which the duty opens that is asked for; nothing when there is none to come.</summary>
    private Task<DateOnly?> OpensOnAsync(CancellationToken cancellation) => db.Duties
        .Where(d => d.Shared && d.OrgPath == Org && d.Kind == Kind && d.Period == Period && d.OpensOn > ChinaDate.Today(clock))
        .Select(d => (DateOnly?)d.OpensOn).FirstOrDefaultAsync(cancellation);

    /// <summary>A yearly duty is of the year it names, however late it is done; a ledger is of the period of its day.</summary>
    private IEnumerable<(string, JsonNode?)> Named() =>
        Kind != "refresh-ledger" && int.TryParse(Period, CultureInfo.InvariantCulture, out var year) ? [("year", JsonValue.Create(year))] : [];

    private LocalRedirectResult Done()
    {
        TempData["Message"] = words["organization.recorded", Name, texts.For("Duties")["kind." + Kind]];
        return LocalRedirect(Way);
    }
}
