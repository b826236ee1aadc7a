using System.Globalization;
using Hongyan.Features.Meetings;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Batch;

/// <summary>Contacts with many: the day and what else is common once, for each his own sentence; checked, then a record for each who is ready.</summary>
[FormLimits(Values = Ticked.MostValues)]
public sealed class ContactModel(Recording recording, People reading, Meanwhile meanwhile, TimeProvider clock, Texts texts) : PageModel
{
    private const string Type = "contact";
    private const int RetryAfter = 3;
    private readonly Texts words = texts.For("Batch");

    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<Guid> Who { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Side Side { get; set; }

    /// <summary>The period of the duty that is to be closed, and the topic it asks for.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The batch: with a person it makes the id of his record, however often it is sent.</summary>
    [BindProperty]
    public Guid Act { get; set; }

    [BindProperty]
    public ContactCommon Common { get; set; } = new();

    [BindProperty]
    public Dictionary<Guid, ContactLine> Lines { get; set; } = [];

    [BindProperty]
    public bool Checked { get; set; }

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

    /// <summary>Who was not at the gathering: nothing is written for him, neither a talk nor an attempt.</summary>
    public IReadOnlyList<Person> Absent { get; private set; } = [];

    public string? AbsentText => Absent.Count == 0 ? null : words["absent", string.Join(texts.For("Records")["and"], Absent.Select(person => person.Name))];

    /// <summary>The three parts stand on the page, before they are saved.</summary>
    public bool IsChecking { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public string Way => Url.Way(Back, "/Worklist");

    public string ResultAddress => DoneModel.AddressOf(Act, Who, Way);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Who.Count == 0)
            return LocalRedirect(Way); // nobody was ticked
        if (!await PrepareAsync(hold: false, cancellation))
            return NotFound();
        Act = Guid.CreateVersion7();
        Common = new ContactCommon { On = Today.ToString("yyyy-MM-dd"), Means = "phone", Topics = Topic is null ? [] : [Topic] };
        foreach (var person in All)
            Lines[person.Stay.Id] = new ContactLine { Picked = person.Refusal is null, RetryOn = Today.AddDays(RetryAfter).ToString("yyyy-MM-dd") };
        Impossible = [.. All.Where(person => person.Refusal is not null).Select(person => new Left(person, person.Refusal!.In(texts), person.Refusal!.Clause))];
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
                refused.Add(new Left(person, refusal.In(texts), refusal.Clause));
            else
                saved.Add(person.Stay.Id);
        }
        (Written, Ready, Impossible) = (saved, [], [.. Impossible, .. refused]);
        if (Needing.Count > 0 || Impossible.Count > 0 || saved.Count == 0)
            return Page(); // the rest stays ticked
        TempData["Message"] = words["done", saved.Count] + AbsentText;
        return LocalRedirect(ResultAddress);
    }

    /// <summary>Whether a line is still to be written: nobody wrote it in this batch.</summary>
    public bool IsOpen(Person person) => !Written.Contains(person.Stay.Id);

    /// <summary>The days on which a contact closes the duty.</summary>
    public Rules.Calendar.Period? Days => Rules.Calendar.Period.Read(Period);

    private async Task<bool> PrepareAsync(bool hold, CancellationToken cancellation)
    {
        if (await reading.FindAsync(Who, Type, Side, hold, cancellation) is not { } all)
            return false;
        All = all;
        await meanwhile.KnowAsync([.. all.Select(person => person.Stay)], cancellation);
        return true;
    }

    /// <summary>What the side has written of talks on that day, in this batch or before it.</summary>
    private IEnumerable<Contact> TalksOf(IEnumerable<SojournEvent> events) =>
        events.OfType<Contact>().Where(talk => talk.Reached && talk.By == Side && talk.On.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) == Common.On);

    /// <summary>What is wrong for all is said once.</summary>
    private void JudgeCommon()
    {
        if (!DateOnly.TryParseExact(Common.On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            ModelState.AddModelError("Common.On", texts.For("Records")["invalid.date"]);
        else if (on > Today)
            ModelState.AddModelError("Common.On", texts.For("Records")["invalid.future"]);
        if (!Common.IsGathering)
            return;
        foreach (var (field, text) in new[] { ("Content", Common.Content), ("Place", Common.Place), ("Topics", string.Concat(Common.Topics)) })
        {
            if (string.IsNullOrWhiteSpace(text))
                ModelState.AddModelError("Common." + field, texts["invalid.required"]);
        }
        if (Common.Means is not ("video" or "visit" or "other"))
            ModelState.AddModelError("Common.Means", words["gathering.means"]);
    }

    private async Task JudgeAsync(CancellationToken cancellation)
    {
        var (ready, needing, impossible) = (new List<(Person, SojournEvent)>(), new List<Person>(), new List<Left>());
        var picked = All.Where(person => IsOpen(person) && Lines.GetValueOrDefault(person.Stay.Id) is { Picked: true }).ToList();
        Absent = Common.IsGathering ? picked.FindAll(person => Lines[person.Stay.Id].Missed) : [];
        picked.RemoveAll(Absent.Contains);
        var waiting = await meanwhile.WaitingAsync([.. picked.Select(person => person.Stay)], step: null, only: Type, cancellation);
        var events = await reading.EventsAsync(All, cancellation);
        var spoken = picked.Where(person => !Lines[person.Stay.Id].Missed).Select(person => (person.Stay.Id, Text: Lines[person.Stay.Id].Content))
            .Concat(All.SelectMany(person => TalksOf(events[person.Stay.Id]), (person, talk) => (person.Stay.Id, Text: talk.Content)))
            .Where(one => !string.IsNullOrWhiteSpace(one.Text)).ToLookup(one => one.Text!.Trim(), one => one.Id);
        foreach (var person in picked)
        {
            var line = Lines[person.Stay.Id];
            if (person.Refusal is { } refusal)
            {
                impossible.Add(new Left(person, refusal.In(texts), refusal.Clause));
                continue;
            }
            var input = line.Input(Common, Side, Common.IsGathering ? words["gathering.note", Common.Place!.Trim()] : null);
            var happened = input.Read(person.Stay, Today, []);
            foreach (var (field, sentence) in input.Sentences(texts.For("Records")))
                ModelState.AddModelError($"Lines[{person.Stay.Id}].{char.ToUpperInvariant(field[0])}{field[1..]}", words["of", person.Name, sentence]);
            if (happened is not null && Repetition.Is(events[person.Stay.Id], happened))
            {
                impossible.Add(new Left(person, words["repeated"]));
                continue;
            }
            if (happened is not null && !line.Missed && line.Content?.Trim() is { } text && spoken[text].Any(other => other != person.Stay.Id))
            {
                ModelState.AddModelError($"Lines[{person.Stay.Id}].Content", words["same", person.Name]);
                happened = null;
            }
            if (happened is null)
                needing.Add(person);
            else if (Recording.Foresee(person.Stay, events[person.Stay.Id], happened) is { } against)
                impossible.Add(new Left(person, against.In(texts), against.Clause));
            else if (waiting.Contains(person.Stay.Id))
                impossible.Add(new Left(person, words["meanwhile"]));
            else
                ready.Add((person, happened));
        }
        (Ready, Needing, Impossible) = (ready, needing, impossible);
        if (picked.Count == 0 && Written.Count == 0)
            ModelState.AddModelError("", words["nobody"]);
    }
}
