using Hongyan.Data;
using Hongyan.Features.Correspondence;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Conversion;

/// <summary>The whole course of a conversion with its dates, and the form of the step that the reader may take.</summary>
[RequestSizeLimit(ToldInput.MostBytes), FormLimits(Bytes = ToldInput.MostBytes)]
public sealed class IndexModel(
    HongyanDb db, Recording recording, Meanwhile meanwhile, DutyKeeping keeping, CaseFiles files, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private static readonly string[] Kinds = ["ask-conversion-opinion", "conversion-opinion", "conversion-meeting", "conversion-approval"];
    private readonly Texts words = texts.For("Conversion");

    [BindProperty(SupportsGet = true)]
    public Guid Member { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Sojourn { get; set; }

    /// <summary>The step whose form is wanted: the type of its record.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Type { get; set; }

    /// <summary>The record that is corrected.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    /// <summary>The id of the record to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public StepInput Input { get; set; } = new();

    public SojournFile Stay { get; private set; } = null!;

    public IReadOnlyList<ConversionRound> Rounds { get; private set; } = [];

    public IReadOnlyList<Duty> Duties { get; private set; } = [];

    /// <summary>The steps that can be taken now by somebody.</summary>
    public IReadOnlyList<string> Possible { get; private set; } = [];

    /// <summary>Why the wanted step cannot be taken by the reader.</summary>
    public string? Refusal { get; private set; }

    /// <summary>What stands in the form was typed by the reader.</summary>
    public bool IsSent => Request.Method == "POST";

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public ConversionRound Round => Rounds[^1];

    /// <summary>How the opinion of a host outside came; asked only where home types it.</summary>
    [BindProperty]
    public ToldInput Told { get; set; } = new();

    public bool IsTold => Type == "conversion-opinion" && ToldInput.IsAsked(Type, Side.Host, Stay.Sojourn);

    /// <summary>There is a host, and it has said nothing.</summary>
    public bool IsHostSilent => Round.Opinion is null && Stay.Host is not null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await SojournFile.FindAsync(db, actor, Member, Sojourn, cancellation) is not { } stay || !await PrepareAsync(stay, cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        var old = Corrects is { } id ? EventJson.Read((await Corrections.FindAsync(db, Member, id, cancellation))!.Data) : null;
        Told.Preset(Today, old);
        if (old is not null)
            Input.Take(old);
        else
            Input.Preset(Today, Round, SilentReason());
        if (Corrects is null && Type == "conversion-opinion" && Refusal is null)
            Input.Text = new Draft(stay, await recording.EventsAsync(stay.Sojourn, cancellation), texts).Opinion(Today);
        if (Refusal is not null)
            Response.StatusCode = StatusCodes.Status403Forbidden;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var held = await recording.HoldAsync(Member, Sojourn, cancellation);
        if (await db.Records.Where(r => r.OwnerId == Member && r.Id == Id).Select(r => r.Type).FirstOrDefaultAsync(cancellation) is { } written)
            return Done(written);
        if (await SojournFile.OfAsync(db, actor, held, cancellation) is not { } stay || !await PrepareAsync(stay, cancellation))
            return NotFound();
        if (Type is null || Id == Guid.Empty)
            return Forbid();
        if (await meanwhile.HappenedAsync(stay.Sojourn, Corrects is null ? Type : null, cancellation))
            return Page();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        var happened = Input.Read(Type, Round, IsHostSilent ? SilentReason() : null);
        foreach (var (field, error, arguments) in Input.Wrong(Type, Round, Today, await WasExtendedAsync(cancellation)))
            ModelState.AddModelError($"Input.{field}", words[error, arguments]);
        if (IsTold)
            await Told.TakeScanAsync(ModelState, texts, cancellation);
        if (IsTold && Told.Read(happened.On, Today, ModelState, texts) is { } told)
            happened = happened with { Told = told };
        if (!ModelState.IsValid)
            return Page();
        if ((await recording.WriteAsync(stay.Sojourn, [new Entry(Id, happened, Corrects)], cancellation)).Refusal is { } refused)
        {
            db.ChangeTracker.Clear();
            Refusal = refused.In(texts);
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }
        if (Told.Sent is { } scan)
            files.Add(stay.Sojourn, scan);
        await recording.SaveAsync(cancellation);
        return Done(Type);
    }

    /// <summary>The side that takes a step, in the texts' words.</summary>
    public static string SideOf(string type) => type == "conversion-opinion" ? "host" : type == "conversion-approved" ? "committee" : "home";

    public Duty? DutyOf(string kind, int round) => Duties.Where(duty => duty.Kind == kind).OrderBy(duty => duty.OpensOn).ElementAtOrDefault(round);

    /// <summary>Whether the reader may take a step.</summary>
    public bool May(string type) => Possible.Contains(type)
        && Writers.Refusal(type, type == "conversion-opinion" ? Side.Host : Side.Home, actor, Stay.Sojourn) is null;

    private string SilentReason() => Round.Asked is { } asked ? words["silent.asked", asked.On] : words["silent"];

    private async Task<bool> PrepareAsync(SojournFile stay, CancellationToken cancellation)
    {
        Stay = stay;
        var events = await recording.EventsAsync(stay.Sojourn, cancellation);
        var end = stay.Person.EndOfProbation;
        if (Corrects is { } corrected)
        {
            if (await Corrections.PresentAsync(db, Member, corrected, cancellation) is not { } old || old.Type != Type || old.CaseId != Sojourn)
                return false;
            Corrects = old.Id;
            Refusal = Corrections.Refusal(old, actor);
            var without = EventJson.Read(old.Data);
            Told.Keep(without);
            events = [.. events.Where(happened => happened != without)];
            end = (without as ConversionDecided)?.ProbationEnds ?? end;
        }
        var sojournCase = await keeping.CaseAsync(stay.Person, stay.Sojourn, events, cancellation);
        Rounds = ConversionCourse.Of(events, end);
        Duties = [.. DutyBook.In(sojournCase.AsOf(Today)).Where(duty => Kinds.Contains(duty.Kind))];
        Possible = [.. ConversionSteps.Open(stay.Person.Status, Round, stay.Host is not null)];
        if (Corrects is null && Type is not null && !May(Type))
            Refusal = Writers.Refusal(Type, SideOf(Type) == "host" ? Side.Host : Side.Home, actor, stay.Sojourn) ?? "refusal.state";
        if (Refusal is not null)
            Refusal = texts.For("Records")[Refusal];
        if (Corrects is null)
            Type ??= Possible.FirstOrDefault(May);
        return true;
    }

    /// <summary>Whether probation was extended before, in this stay or an earlier one.</summary>
    private async Task<bool> WasExtendedAsync(CancellationToken cancellation)
    {
        var decisions = await db.Records.AsNoTracking()
            .Where(r => r.OwnerId == Member && r.Type == "conversion-decided" && r.Id != Corrects
                && !db.Records.Any(later => later.OwnerId == Member && later.CorrectsId == r.Id))
            .Select(r => r.Data).ToListAsync(cancellation);
        return decisions.Any(data => EventJson.Read(data) is ConversionDecided { Result: "extended" });
    }

    private RedirectToPageResult Done(string type)
    {
        TempData["Message"] = words["done", texts.For("Records")["record." + type]];
        return RedirectToPage(new { Member, Sojourn, type = (string?)null, corrects = (Guid?)null });
    }
}
