using Hongyan.Data;
using Hongyan.Features.Worklist;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Batch;

/// <summary>One record for each of many, of any type that says how: typed, checked in three parts, saved for whom it can be; the rest stays ticked.</summary>
[FormLimits(Values = MostValues, Bytes = MostBytes), RequestSizeLimit(MostBytes)]
public sealed partial class ManyModel(
    Batches batches, People reading, Judging judging, Pasting pasting, IEnumerable<ManyOf> specials, BatchJob job, BackgroundJobs jobs,
    HongyanDb db, Secrets secrets, Meanwhile meanwhile, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int MostValues = 30_000;
    private const int MostBytes = 8 * 1024 * 1024; // 500 letters, each letter of them three bytes written as nine

    private ManyOf? special;

    /// <summary>The batch that goes on; nothing while it is opened.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<Guid> Who { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Side? Side { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    /// <summary>The duty that is to be closed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>Without what was typed before and not sent.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Anew { get; set; }

    /// <summary>Goes on with what can be saved, without looking at the check again.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    [BindProperty]
    public bool Edit { get; set; }

    /// <summary>Begins with nobody: names are pasted.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Empty { get; set; }

    /// <summary>Names, or rows of a sheet, of people who are to be added.</summary>
    [BindProperty]
    public string? Paste { get; set; }

    public BatchContent Typed { get; private set; } = null!;

    public IReadOnlyList<Person> All { get; private set; } = [];

    public IReadOnlySet<Guid> Written { get; private set; } = new HashSet<Guid>();

    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Flags { get; private set; } = new Dictionary<Guid, IReadOnlyList<string>>();

    public Judged Judged { get; private set; } = new([], [], [], []);

    /// <summary>The job that is saving.</summary>
    public BackgroundJob? Saving { get; private set; }

    /// <summary>What was typed before and not sent stands in the form.</summary>
    public bool IsRestored { get; private set; }

    public IEnumerable<Person> Open => All.Where(IsOpen);

    public IReadOnlyList<Person> Flagged => [.. All.Where(person => !Written.Contains(person.Stay.Id) && Flags.GetValueOrDefault(person.Stay.Id)?.Count > 0)];

    /// <summary>How many of the batch are no longer the reader's.</summary>
    public int Gone => Typed.People.Count - All.Count;

    public bool IsChecking => Typed.Stage != BatchStage.Typing && Judged.Common.Count == 0
        && (Typed.Stage == BatchStage.Checking ? Judged.Ready.Count + Judged.Impossible.Count > 0 : Judged.Ready.Count > 0);

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public string Way => Url.Way(Typed?.Back ?? Back, "/Worklist");

    public string ResultAddress => DoneModel.AddressOf(Typed.Id, Way);

    /// <summary>The days on which a record closes the duty.</summary>
    public Rules.Calendar.Period? Days => Rules.Calendar.Period.Read(Typed.Period);

    public IReadOnlyList<string> Clauses =>
        Typed.Kind is { } kind && DutyCloser.IsKind(kind) ? DutyCloser.ClausesOf(kind) : [.. new[] { Typed.Form.CauseClause }.OfType<string>()];

    public IReadOnlyList<RecordField> More => [.. special?.Common ?? [], .. ToldOfMany.FieldsFor(Typed, All)];

    public ManyOf? Special => special;

    /// <summary>What is typed once: the choices of all together.</summary>
    public RecordInput Common
    {
        get
        {
            var form = new RecordInput(Typed.Form, asked: [.. Typed.Form.FieldsForMany.Where(one => !Typed.IsOwn(one.Name)), .. More]) { Side = Typed.Side };
            foreach (var name in All.SelectMany(person => person.Form.Found.Keys).Distinct())
                form.Found[name] = [.. All.SelectMany(person => person.Form.Found.GetValueOrDefault(name) ?? []).DistinctBy(choice => choice.Value)];
            if (All.Count > 0)
                form.BriefTopics = [.. All.SelectMany(person => person.Form.BriefTopics).Distinct()];
            foreach (var (name, value) in Typed.Common)
                form.Values[name] = value;
            return form;
        }
    }

    public bool IsOpen(Person person) => !Written.Contains(person.Stay.Id) && !(Flags.GetValueOrDefault(person.Stay.Id)?.Count > 0);

    public async Task<IActionResult> OnGetAsync(string type, CancellationToken cancellation)
    {
        if (Refused(ref type) is { } refused)
            return refused;
        if (Act is { } act)
        {
            if (await batches.FindAsync(act, cancellation) is not { } kept || kept.Type != type)
                return NotFound();
            Typed = kept;
        }
        else if (await BeginAsync(type, cancellation) is { } elsewhere)
            return elsewhere;
        if (await ProgressAsync(cancellation))
            return Page();
        meanwhile.Remember(Typed.Known);
        await ReadAsync(cancellation);
        if (Act is null && !IsRestored && Gone > 0)
            return NotFound();
        Preset();
        return await ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(string type, CancellationToken cancellation)
    {
        if (Refused(ref type) is { } refused)
            return refused;
        if (!Guid.TryParse(Request.Form[nameof(Act)], out var act) || act == Guid.Empty)
            return NotFound();
        Typed = await batches.FindAsync(act, cancellation) is { } kept && kept.Type == type ? kept
            : New(type, act, PackedIds.Read(Request.Form[PostedBatch.People]));
        if (Typed.People.Count > People.Most)
            return BadRequest();
        special = specials.FirstOrDefault(one => one.Type == type);
        PostedBatch.Read(Request.Form, Typed, More.Select(field => field.Name).Append(Judging.Place));
        if (!string.IsNullOrWhiteSpace(Paste))
            (Edit, Checked) = (await pasting.AddAsync(Typed, Paste, cancellation), false); // whoever was added is looked at first
        if (List)
            await MakeListAsync(cancellation);
        Typed.Refused = [];
        Typed.Stage = Edit ? BatchStage.Typing : Checked ? BatchStage.Sent : BatchStage.Checking;
        if (Typed.Stage == BatchStage.Sent)
            await SendAsync(cancellation);
        await batches.KeepAsync(Typed, cancellation);
        if (List && Typed.ListedOn is not null)
            await batches.ListedAsync(Typed, cancellation);
        return Here();
    }

    public async Task<IActionResult> OnPostStopAsync(string type, Guid act, CancellationToken cancellation)
    {
        if (Refused(ref type) is { } refused)
            return refused;
        if (await batches.FindAsync(act, cancellation) is not { Job: { } saving } content || content.Type != type)
            return NotFound();
        Typed = content;
        await Task.WhenAny(await jobs.StopJobAsync(saving, cancellation), Task.Delay(BatchJob.Stopping, cancellation));
        return Here();
    }
}
