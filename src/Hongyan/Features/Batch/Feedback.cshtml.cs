using Hongyan.Features.Correspondence;
using Hongyan.Features.Meetings;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Batch;

/// <summary>What is written for one person.</summary>
public sealed class FeedbackLine
{
    public bool Picked { get; set; }

    public string? Text { get; set; }
}

/// <summary>Letters about many: each drafted from his own records and sent to his own other side; what is flagged is written singly.</summary>
[FormLimits(Values = Ticked.MostValues)]
public sealed class FeedbackModel(Recording recording, People reading, Meanwhile meanwhile, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const string Type = "feedback";
    private readonly Texts words = texts.For("Batch");
    private IReadOnlyDictionary<Guid, IReadOnlyList<SojournEvent>> events = new Dictionary<Guid, IReadOnlyList<SojournEvent>>();

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
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Signer { get; set; }

    [BindProperty]
    public Dictionary<Guid, FeedbackLine> Lines { get; set; } = [];

    [BindProperty]
    public bool Checked { get; set; }

    [BindProperty]
    public bool Edit { get; set; }

    public IReadOnlyList<Person> All { get; private set; } = [];

    public IReadOnlySet<Guid> Written { get; private set; } = new HashSet<Guid>();

    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Flagged { get; private set; } = new Dictionary<Guid, IReadOnlyList<string>>();

    public IReadOnlyList<(Person Person, SojournEvent Happened)> Ready { get; private set; } = [];

    public IReadOnlyList<Person> Needing { get; private set; } = [];

    public IReadOnlyList<Left> Impossible { get; private set; } = [];

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
        (Act, On, Signer) = (Guid.CreateVersion7(), Today, actor.DisplayName);
        foreach (var person in All)
        {
            Lines[person.Stay.Id] = new FeedbackLine
            {
                Picked = person.Refusal is null && Flagged[person.Stay.Id].Count == 0,
                Text = new Draft(person.File, events[person.Stay.Id], texts).Of(Side, "general", Period, Today),
            };
        }
        Impossible = [.. All.Where(person => person.Refusal is not null).Select(person => new Left(person, person.Refusal!.In(texts), person.Refusal!.Clause))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Act == Guid.Empty || !await PrepareAsync(hold: true, cancellation))
            return NotFound();
        Written = await reading.WrittenAsync(Act, All, cancellation);
        if (On is null || On > Today)
            ModelState.AddModelError(nameof(On), On is null ? texts["invalid.required"] : texts.For("Records")["invalid.future"]);
        if (TypedText.TooLong(Signer, RecordForm.LongestText) is { } tooLong)
            ModelState.AddModelError(nameof(Signer), tooLong);
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
        TempData["Message"] = words["feedback.sent", saved.Count];
        return LocalRedirect(ResultAddress);
    }

    public bool IsOpen(Person person) => !Written.Contains(person.Stay.Id) && Flagged[person.Stay.Id].Count == 0;

    /// <summary>The form of one letter, which leads back to this page.</summary>
    public string Singly(Person person) => "/Correspondence/New" + new QueryBuilder
    {
        { "member", person.Stay.MemberId.ToString() }, { "sojourn", person.Stay.Id.ToString() }, { "side", Side.ToString().ToLowerInvariant() },
        { "period", Period ?? "" }, { "back", Way },
    };

    private async Task<bool> PrepareAsync(bool hold, CancellationToken cancellation)
    {
        if (await reading.FindAsync(Who, Type, Side, hold, cancellation) is not { } all)
            return false;
        All = all;
        await meanwhile.KnowAsync([.. all.Select(person => person.Stay)], cancellation);
        events = await reading.EventsAsync(all, cancellation);
        Flagged = all.ToDictionary(person => person.Stay.Id, IReadOnlyList<string> (person) =>
        [
            .. Flags.Of(person.File, Side, events[person.Stay.Id], new Draft(person.File, events[person.Stay.Id], texts), Period, Today),
        ]);
        return true;
    }

    private async Task JudgeAsync(CancellationToken cancellation)
    {
        var (ready, needing, impossible) = (new List<(Person, SojournEvent)>(), new List<Person>(), new List<Left>());
        var picked = All.Where(person => IsOpen(person) && Lines.GetValueOrDefault(person.Stay.Id) is { Picked: true }).ToList();
        var waiting = await meanwhile.WaitingAsync([.. picked.Select(person => person.Stay)], step: null, only: null, cancellation);
        foreach (var person in picked)
        {
            var text = Lines[person.Stay.Id].Text?.Trim().ReplaceLineEndings("\n");
            if (!string.IsNullOrEmpty(text) && !string.IsNullOrWhiteSpace(Signer))
                text += "\n" + words["feedback.signed", Signer.Trim()];
            var letter = new Hongyan.Rules.Sojourns.Feedback { On = On!.Value, From = Side, Topic = "general", Text = text };
            if (person.Refusal is { } refusal)
            {
                impossible.Add(new Left(person, refusal.In(texts), refusal.Clause));
            }
            else if (string.IsNullOrEmpty(text) || TypedText.TooLong(text, Letter.Longest) is not null)
            {
                ModelState.AddModelError($"Lines[{person.Stay.Id}].Text", words["of", person.Name, TypedText.TooLong(text, Letter.Longest) ?? texts["invalid.required"]]);
                needing.Add(person);
            }
            else if (Repetition.Is(events[person.Stay.Id], letter))
            {
                impossible.Add(new Left(person, words["repeated"]));
            }
            else if (Recording.Foresee(person.Stay, events[person.Stay.Id], letter) is { } against)
            {
                impossible.Add(new Left(person, against.In(texts), against.Clause));
            }
            else if (waiting.Contains(person.Stay.Id))
            {
                impossible.Add(new Left(person, words["meanwhile"]));
            }
            else
            {
                ready.Add((person, letter));
            }
        }
        (Ready, Needing, Impossible) = (ready, needing, impossible);
        if (picked.Count == 0 && Written.Count == 0)
            ModelState.AddModelError("", words["nobody"]);
    }
}
