using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Batch;

/// <summary>One record for each of many: what is typed is checked first, then saved for whom it can be; the rest stays ticked.</summary>
/// <typeparam name="TLine">What is typed for one person.</typeparam>
public abstract class BatchModel<TLine>(string type, Recording recording, People reading, Meanwhile meanwhile, TimeProvider clock, Texts texts) : PageModel
    where TLine : new()
{
    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<Guid> Who { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Side Side { get; set; }

    /// <summary>The period of the duty that is to be closed.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The batch: with a person it makes the id of his record, however often it is sent.</summary>
    [BindProperty]
    public Guid Act { get; set; }

    [BindProperty]
    public Dictionary<Guid, TLine> Lines { get; set; } = [];

    [BindProperty]
    public bool Checked { get; set; }

    /// <summary>For whom the check said that nothing can be written: nothing is, although the reason may be gone by then.</summary>
    [BindProperty]
    public IReadOnlyList<Guid> Held { get; set; } = [];

    /// <summary>Of them, those for whom it is to be written all the same.</summary>
    [BindProperty]
    public IReadOnlyList<Guid> Again { get; set; } = [];

    [BindProperty]
    public bool Edit { get; set; }

    public IReadOnlyList<Person> All { get; private set; } = [];

    public IReadOnlySet<Guid> Written { get; private set; } = new HashSet<Guid>();

    /// <summary>What will be saved.</summary>
    public IReadOnlyList<(Person Person, SojournEvent Happened)> Ready { get; private set; } = [];

    /// <summary>Who needs something: the form leads to his fields.</summary>
    public IReadOnlyList<Person> Needing { get; private set; } = [];

    /// <summary>For whom nothing can be saved, with the reason.</summary>
    public IReadOnlyList<Left> Impossible { get; private set; } = [];

    /// <summary>The three parts stand on the page, before they are saved.</summary>
    public bool IsChecking { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public string Way => Url.Way(Back, "/Worklist");

    public string ResultAddress => DoneModel.AddressOf(Act, Who, Way);

    protected Texts Words { get; } = texts.For("Batch");

    protected Texts AllTexts => texts;

    /// <summary>The type of what is written meanwhile that has to be read first; nothing when every record has.</summary>
    protected abstract string? OnlyType { get; }

    /// <summary>What is said when all is saved.</summary>
    protected abstract string Message(int saved);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Who.Count == 0)
            return LocalRedirect(Way); // nobody was ticked
        if (!await PrepareAsync(hold: false, cancellation))
            return NotFound();
        Act = Guid.CreateVersion7();
        Preset();
        Impossible = [.. All.Where(person => person.Refusal is not null).Select(person => Refused(person, person.Refusal!))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Act == Guid.Empty || !await PrepareAsync(hold: true, cancellation))
            return NotFound();
        Written = await reading.WrittenAsync(Act, All, cancellation);
        JudgeCommon();
        if (!ModelState.IsValid || Edit)
            return Page();
        await JudgeAsync(cancellation);
        if (!Checked)
        {
            IsChecking = Ready.Count > 0 || Impossible.Count > 0;
            return Page();
        }
        var saved = new HashSet<Guid>(Written);
        var refused = new List<Left>();
        foreach (var (person, happened) in Ready)
        {
            if ((await recording.WriteAloneAsync(person.Stay, Entry.Of(Act, person.Stay.Id, happened), cancellation)).Refusal is { } refusal)
                refused.Add(Refused(person, refusal));
            else
                saved.Add(person.Stay.Id);
        }
        (Written, Ready, Impossible) = (saved, [], [.. Impossible, .. refused]);
        if (Needing.Count > 0 || Impossible.Count > 0 || saved.Count == 0)
            return Page(); // the rest stays ticked
        TempData["Message"] = Message(saved.Count);
        return LocalRedirect(ResultAddress);
    }

    /// <summary>Whether a line is still to be written.</summary>
    public virtual bool IsOpen(Person person) => !Written.Contains(person.Stay.Id);

    /// <summary>Whether the form begins with what the records say; else they are read only when it is sent.</summary>
    protected virtual bool IsDrafted => false;

    /// <summary>Fills the form when it is opened.</summary>
    protected abstract void Preset();

    /// <summary>What is wrong for all is said once.</summary>
    protected abstract void JudgeCommon();

    /// <summary>Those for whom the lines say that something is to be written.</summary>
    protected abstract IReadOnlyList<Person> Pick();

    /// <summary>What is to be written for a person; nothing when something is missing, which is then said in the state of the form.</summary>
    protected abstract SojournEvent? Read(Person person);

    private async Task<bool> PrepareAsync(bool hold, CancellationToken cancellation)
    {
        if (await reading.FindAsync(Who, type, Side, hold, cancellation) is not { } all)
            return false;
        All = all;
        foreach (var person in all)
            Lines.TryAdd(person.Stay.Id, new TLine()); // for whom nothing was sent
        await meanwhile.KnowAsync([.. all.Select(person => person.Stay)], cancellation);
        if (hold || IsDrafted)
            Events = await reading.EventsAsync(all, cancellation);
        return true;
    }

    /// <summary>What happened in each stay.</summary>
    protected IReadOnlyDictionary<Guid, IReadOnlyList<SojournEvent>> Events { get; private set; } = new Dictionary<Guid, IReadOnlyList<SojournEvent>>();

    private async Task JudgeAsync(CancellationToken cancellation)
    {
        var (ready, needing, impossible) = (new List<(Person, SojournEvent)>(), new List<Person>(), new List<Left>());
        var picked = Pick();
        var waiting = await meanwhile.WaitingAsync([.. picked.Select(person => person.Stay)], step: null, OnlyType, cancellation);
        foreach (var person in picked)
        {
            var events = Events[person.Stay.Id];
            if (person.Refusal is { } refusal)
                impossible.Add(Refused(person, refusal));
            else if (Read(person) is not { } happened)
                needing.Add(person);
            else if (Repetition.Is(events, happened))
                impossible.Add(new Left(person, Words["repeated"]));
            else if (Recording.Foresee(person.Stay, events, happened) is { } against)
                impossible.Add(Refused(person, against));
            else if (waiting.Contains(person.Stay.Id) || (Checked && Held.Except(Again).Contains(person.Stay.Id)))
                impossible.Add(new Left(person, Words["meanwhile"]));
            else
                ready.Add((person, happened));
        }
        (Ready, Needing, Impossible) = (ready, needing, impossible);
        if (picked.Count == 0 && Written.Count == 0)
            ModelState.AddModelError("", Words["nobody"]);
    }

    private Left Refused(Person person, Refusal refusal) => new(person, refusal.In(texts), refusal.Clause);
}
