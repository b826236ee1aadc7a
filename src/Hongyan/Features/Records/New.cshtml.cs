using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>One form for every type of record: what happened in a sojourn, or what happened instead of what was written.</summary>
[RequestSizeLimit(ToldInput.MostBytes), FormLimits(Bytes = ToldInput.MostBytes)]
public sealed partial class NewModel(
    HongyanDb db, Recording recording, SecondPersons seconds, DutyKeeping keeping, Meanwhile meanwhile, FoundChoices choices, Policies policies,
    CaseFiles files, Actor actor, TimeProvider clock, Texts texts)
    : PageModel
{
    private readonly Texts words = texts.For("Records");

    [BindProperty(SupportsGet = true)]
    public Guid Member { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Sojourn { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Type { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Side? Side { get; set; }

    /// <summary>The duty the record is to close.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    /// <summary>The record that is corrected.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The id of the record to be: however often the form is sent, there is one record.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public bool Unless { get; set; }

    /// <summary>How the word of a host outside came; asked only where home types it.</summary>
    [BindProperty]
    public ToldInput Told { get; set; } = new();

    public bool IsTold { get; private set; }

    public RecordInput Input { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Home { get; private set; } = "";

    public KeptDuty? Duty { get; private set; }

    /// <summary>Why this cannot be written; what was typed by then stays in the form.</summary>
    public Refusal? Refusal { get; private set; }

    /// <summary>Whether the corrected record can be taken back instead.</summary>
    public bool CanStrike { get; private set; }

    /// <summary>Nothing is typed yet, and nothing can be.</summary>
    public bool IsClosed => Refusal is not null && Request.Method == "GET";

    public string Way => Url.Way(Back, $"/Members/{Member}");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (DutyAction.PageOf(Type, Corrects) is { } own)
            return LocalRedirect(own + Request.QueryString);
        var sojourn = await recording.FindAsync(Member, Sojourn, AskBeside, cancellation);
        if (sojourn is null || !await PrepareAsync(sojourn, cancellation))
            return NotFound();
        Id = Guid.CreateVersion7();
        if (Corrects is null && Refusal is null && Type != "certificate-audited") // that of another year can still be written
            Refusal = (await PossibleRecords.OfAsync(db, recording, keeping, actor, sojourn, Today, cancellation)).RefusalOf(Type, Side!.Value);
        Preset(sojourn);
        Told.Preset(Today, corrected);
        await choices.FillAsync(Input, sojourn, Side!.Value, Today, cancellation);
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (DutyAction.PageOf(Type, Corrects) is { } own)
            return LocalRedirect(own + Request.QueryString);
        var sojourn = await recording.HoldAsync(Member, Sojourn, AskBeside, cancellation);
        if (isSent && meanwhile.IsAsked(Sojourn))
            (Corrects, Id) = (Id, Guid.CreateVersion7()); // sent before with other content: what it wrote can be corrected by it
        if (sojourn is null || !await PrepareAsync(sojourn, cancellation))
            return NotFound();
        if (isSent && !meanwhile.IsAsked(Sojourn))
            return Done("recorded", Id);
        Input.Fill(Request.Form);
        await choices.FillAsync(Input, sojourn, Side!.Value, Today, cancellation);
        Told.Keep(corrected);
        if (IsTold)
            await Told.TakeScanAsync(ModelState, texts, cancellation);
        if (isSent && Input.Read(sojourn, Today, await GivenAsync(sojourn, cancellation)) is { } again && TakeTold(ref again)
            && Repetition.Find(recording.HeldOf(sojourn), again) is { } sent)
            return Done("recorded", sent); // a double tap
        if (await meanwhile.HappenedAsync(sojourn, Corrects is null ? Type : null, cancellation))
            return Page();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (Input.Read(sojourn, Today, await GivenAsync(sojourn, cancellation)) is not { } happened || !TakeTold(ref happened))
            return Wrong();
        if (Id == Guid.Empty)
            return BadRequest();
        if (Corrects is null && happened is not OrganizedLife // two meetings on one day may read alike
            && Repetition.Find(recording.HeldOf(sojourn), happened) is { } same)
            return Done("recorded.same", same);
        // a departure that was thought to lie ahead asks nothing for what is past, as one that is reported late
        var wasAhead = Corrects is not null && sojourn.DepartedOn > Today;
        IEnumerable<Entry> following = wasAhead && happened is DepartureReported { Departs: var departs } && departs < Today
            ? [Entry.New(new DutiesBegin { On = Today, From = Today })]
            : [];
        if ((await recording.WriteAsync(sojourn, [new Entry(Id, happened, Corrects), .. following], cancellation)).Refusal is { } refusal)
        {
            db.ChangeTracker.Clear();
            if (Recording.AsksSecond(refusal))
                return await this.AskSecondAsync(seconds, sojourn, new Entry(Id, happened, Corrects), Way, words, cancellation);
            if (refusal.Field is { } wrong && (wrong == RecordInput.On || Input.Fields.Any(field => field.Name == wrong)))
            {
                ModelState.AddModelError($"Values[{wrong}]", refusal.In(texts));
                return Page();
            }
            Refusal = refusal;
            return this.PageUnless(Refusal);
        }
        if (Told.Sent is { } scan)
            files.Add(sojourn, scan);
        await recording.SaveAsync(cancellation);
        var late = Today.DayNumber - happened.On.DayNumber > (await policies.AtAsync(sojourn.HomePath ?? sojourn.HostPath, cancellation))
            .Get(Parameters.RecordLateEntryDays, Today);
        return Done(Corrects is not null ? "corrected" : IsStillOwed() ? "recorded.still-open" : late ? "recorded.late" : "recorded", Id);
    }

    private DateOnly Today => ChinaDate.Today(clock);

    /// <summary>Whether the duty this was meant for is not closed by it: too early, or nobody was reached.</summary>
    private bool IsStillOwed() => Duty is { DoneOn: null, MootOn: null, WaivedOn: null } && db.Entry(Duty).State != EntityState.Detached;

    private PageResult Wrong()
    {
        foreach (var (field, sentence) in Input.Sentences(words))
            ModelState.AddModelError($"Values[{field}]", sentence);
        return Page();
    }

    /// <summary>The last day on which what happens closes a duty of a period; a greeting counts for some time after its window.</summary>
    private static DateOnly Until(KeptDuty duty) => duty is { Kind: "festival-care", MissedOn: { } missed } ? missed.AddDays(-1) : duty.DueOn;

    /// <param name="record">The record that was saved: the message offers to take it back.</param>
    private LocalRedirectResult Done(string message, Guid record)
    {
        var (from, to) = Duty is null ? ("", "") : (DateText.Of(Duty.OpensOn), DateText.Of(Until(Duty)));
        TempData["Message"] = words[message, Name, texts.For("Records")["record." + Type], from, to];
        if (Corrections.CanBeStruck(Type))
            TempData["Undo"] = StrikeModel.AddressOf(Member, record, Way);
        return LocalRedirect(Way);
    }
}
