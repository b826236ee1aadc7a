using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Correspondence;

/// <summary>A letter to the other side: drafted from the records of the time, edited, sent.</summary>
[RequestSizeLimit(ToldInput.MostBytes), FormLimits(Bytes = ToldInput.MostBytes)]
public sealed class NewModel(
    HongyanDb db, Recording recording, Meanwhile meanwhile, CaseFiles files, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private static readonly string[] HostTopics = ["general", "review", "review-result"];
    private static readonly string[] HomeTopics = ["general", "review"];
    private readonly Texts words = texts.For("Correspondence");

    [BindProperty(SupportsGet = true)]
    public Guid Member { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Sojourn { get; set; }

    [BindProperty(SupportsGet = true)]
    public Side? Side { get; set; }

    /// <summary>The duty the letter is to close.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    /// <summary>The letter that this one takes the place of.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Corrects { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The id of the record to be: however often the form is sent, there is one letter.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>How the letter of a host outside came; asked only where home types it.</summary>
    [BindProperty]
    public ToldInput Told { get; set; } = new();

    public bool IsTold { get; private set; }

    public SojournFile Stay { get; private set; } = null!;

    /// <summary>The other side is outside: the register gives the letter its number and its slip.</summary>
    public bool GoesOutside => Side == Hongyan.Rules.Sojourns.Side.Host ? Stay.Home.IsOutside : Stay.Sojourn.HostPath is null;

    public string? Refusal { get; private set; }

    public IReadOnlyList<string> Topics => Side == Hongyan.Rules.Sojourns.Side.Host ? HostTopics : HomeTopics;

    public string Way => Url.Way(Back, $"/Members/{Member}");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await PrepareAsync(await SojournFile.FindAsync(db, actor, Member, Sojourn, cancellation), cancellation))
            return NotFound();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        (Id, On) = (Guid.CreateVersion7(), Today);
        Told.Preset(Today, corrected: null);
        if (Corrects is { } id)
        {
            var old = (Feedback)EventJson.Read((await Corrections.FindAsync(db, Member, id, cancellation))!.Data);
            (On, Text, Topic) = (old.On, old.Text ?? old.Note, old.Topic ?? "general");
            Told.Preset(Today, old);
        }
        else
        {
            Text = new Draft(Stay, await recording.EventsAsync(Stay.Sojourn, cancellation), texts).Of(Side!.Value, Topic, Period, Today);
        }
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var held = await recording.HoldAsync(Member, Sojourn, cancellation);
        if (await db.Records.AnyAsync(r => r.OwnerId == Member && r.Id == Id, cancellation))
        {
            if (!meanwhile.IsAsked(Sojourn)) return Sent();
            (Corrects, Id) = (Id, Guid.CreateVersion7()); // sent before with other words: this can correct them
        }
        if (!await PrepareAsync(await SojournFile.OfAsync(db, actor, held, cancellation), cancellation))
            return NotFound();
        if (await meanwhile.HappenedAsync(Stay.Sojourn, step: null, cancellation))
            return Page();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (!IsRight())
            return Page();
        if (IsTold)
            await Told.TakeScanAsync(ModelState, texts, cancellation);
        var told = IsTold ? Told.Read(On, Today, ModelState, texts) : null;
        if (!ModelState.IsValid)
            return Page();
        var letter = new Feedback
        {
            Told = told, On = On!.Value, From = Side!.Value, Topic = Topic, Text = Text!.Trim().ReplaceLineEndings("\n"),
        };
        if ((await recording.WriteAsync(Stay.Sojourn, [new Entry(Id, letter, Corrects)], cancellation)).Refusal is { } refused)
        {
            db.ChangeTracker.Clear();
            Refusal = refused.In(texts);
            return this.PageUnless(Refusal);
        }
        if (Told.Sent is { } scan)
            files.Add(Stay.Sojourn, scan);
        await recording.SaveAsync(cancellation);
        return Sent();
    }

    private DateOnly Today => ChinaDate.Today(clock);

    /// <summary>False when there is no such stay, side or letter.</summary>
    private async Task<bool> PrepareAsync(SojournFile? stay, CancellationToken cancellation)
    {
        if (stay is null)
            return false;
        Stay = stay;
        Side ??= stay.Usual;
        IsTold = ToldInput.IsAsked("feedback", Side, stay.Sojourn);
        Topic = Topics.Contains(Topic) ? Topic : Kind switch
        {
            "ask-host-for-review" => "review",
            "report-review" => "review-result",
            _ => "general",
        };
        var refusal = Writers.Refusal("feedback", Side.Value, actor, stay.Sojourn);
        if (Corrects is { } corrected)
        {
            if (await Corrections.PresentAsync(db, Member, corrected, cancellation) is not { Type: "feedback" } old || old.CaseId != Sojourn)
                return false;
            Corrects = old.Id;
            refusal ??= Corrections.Refusal(old, actor);
            Told.Keep(EventJson.Read(old.Data));
        }
        Refusal = refusal is null ? null : texts.For("Records")[refusal];
        return true;
    }

    private bool IsRight()
    {
        if (Id == Guid.Empty || On is not { } on)
            ModelState.AddModelError(nameof(On), texts["invalid.required"]);
        else if (on > Today)
            ModelState.AddModelError(nameof(On), texts.For("Records")["invalid.future"]);
        if (string.IsNullOrWhiteSpace(Text))
            ModelState.AddModelError(nameof(Text), texts["invalid.required"]);
        else if (TypedText.TooLong(Text, Letter.Longest) is { } tooLong)
            ModelState.AddModelError(nameof(Text), tooLong);
        return ModelState.IsValid;
    }

    private LocalRedirectResult Sent()
    {
        TempData["Message"] = words[Stay is { Home.IsOutside: true } && Side == Hongyan.Rules.Sojourns.Side.Host ? "sent.outside" : "sent"];
        return LocalRedirect(Way);
    }
}
