using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Dispatches;

/// <summary>A return slip came back: what is ticked on it, once. Later it is only shown.</summary>
[RequestSizeLimit(ToldInput.MostBytes), FormLimits(Bytes = ToldInput.MostBytes)]
public sealed class AnswerModel(DispatchReading reading, Sending sending, Texts texts) : PageModel
{
    private const int LongestText = 2000, LongestSigner = 60;
    private readonly Texts words = texts.For("Dispatches");

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Signer { get; set; }

    /// <summary>By what was asked, yes, no or other.</summary>
    [BindProperty]
    public Dictionary<string, string?> Said { get; set; } = [];

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The slip or the letter that came back.</summary>
    [BindProperty]
    public IFormFile? Scan { get; set; }

    internal LetterOnPaper One { get; private set; } = null!;

    internal DispatchKind Kind => DispatchKind.Of(One.Letter.Kind);

    public bool IsAnswered => One.Letter.State == DispatchState.Answered;

    /// <summary>What the slip says waits for a second person.</summary>
    public bool Waits { get; private set; }

    public bool MayAnswer => reading.IsOwn(One.Letter) && DispatchState.MayFollow(One.Letter.State, DispatchState.Answered);

    /// <summary>What can be said to each question.</summary>
    public IReadOnlyList<string> Choices => Kind.Choices;

    public IReadOnlyList<string> Questions => Kind.QuestionsOf(One.Letter);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await FindAsync(id, cancellation))
            return NotFound();
        On = sending.Today;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !reading.IsOwn(One.Letter) || await sending.HoldAsync([id], cancellation) is not [var letter])
            return NotFound();
        if (!DispatchState.MayFollow(letter.State, DispatchState.Answered) || await sending.WaitsAsync(letter, cancellation))
        {
            await FindAsync(id, cancellation); // entered by a colleague meanwhile
            return Page();
        }
        if (!IsRight())
            return Page();
        var said = Questions.Where(what => !string.IsNullOrEmpty(Said.GetValueOrDefault(what))).Select(what => RecordOf(what, Said[what]!)).ToList();
        var (refusal, waits) = await sending.AnswerAsync(letter, On!.Value, Trimmed(Signer), said, cancellation);
        if (refusal is not null)
        {
            ModelState.AddModelError("", refusal);
            Response.StatusCode = StatusCodes.Status403Forbidden;
            return Page();
        }
        if (Scan is { Length: > 0 } && await sending.KeepScanAsync(letter, Scan, cancellation) is { } wrong)
        {
            ModelState.AddModelError(nameof(Scan), wrong);
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity; // nothing of the answer is kept either
            return Page();
        }
        TempData["Message"] = words[waits ? "answer.asked" : "answer.done", One.Letter.Numbered];
        return LocalRedirect("/Dispatches/" + id);
    }

    private SojournEvent RecordOf(string what, string answer) => Kind.Name switch
    {
        DispatchKind.OpinionAsked => new ConversionOpinion { On = On!.Value, Written = true, Opinion = answer, Text = Trimmed(Text) },
        DispatchKind.ReviewAsked => new Feedback
        {
            On = On!.Value, From = Side.Host, Topic = "review",
            Text = string.Join("\n", new[] { Kind.ChoiceText(answer, texts), Trimmed(Text) }.OfType<string>()),
        },
        _ => new HomeAnswered { On = On!.Value, What = what, Answer = answer, Text = Trimmed(Text), Signer = Trimmed(Signer), Way = "letter" },
    };

    private bool IsRight()
    {
        if (On is null || On < One.Letter.SentOn)
            ModelState.AddModelError(nameof(On), words["invalid.day"]);
        else if (On > sending.Today)
            ModelState.AddModelError(nameof(On), words["invalid.future"]);
        if (Questions.Count > 0 && Questions.All(what => !Choices.Contains(Said.GetValueOrDefault(what))))
            ModelState.AddModelError($"Said[{Questions[0]}]", words["invalid.answer"]);
        else if (Questions.Any(what => Said.GetValueOrDefault(what) is { Length: > 0 } said && !Choices.Contains(said)))
            ModelState.AddModelError($"Said[{Questions[0]}]", words["invalid.answer"]);
        if (Kind.Name != DispatchKind.OpinionAsked && Questions.Any(what => Said.GetValueOrDefault(what) is HomeAnswered.No or "other")
            && string.IsNullOrWhiteSpace(Text))
            ModelState.AddModelError(nameof(Text), words["invalid.why"]);
        if (TypedText.TooLong(Text, LongestText) is { } tooLong)
            ModelState.AddModelError(nameof(Text), tooLong);
        if (TypedText.TooLong(Signer, LongestSigner) is { } tooLongName)
            ModelState.AddModelError(nameof(Signer), tooLongName);
        return ModelState.IsValid;
    }

    private static string? Trimmed(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim();

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await reading.FindAsync(id, cancellation) is not { } found || found.Letter.SentOn is null)
            return false;
        One = found;
        Waits = reading.IsOwn(One.Letter) && await sending.WaitsAsync(One.Letter, cancellation);
        return true;
    }
}
