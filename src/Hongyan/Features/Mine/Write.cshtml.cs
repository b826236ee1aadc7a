using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>What a member writes himself: how he thinks and works, what has changed, a word to his branches.</summary>
public sealed class WriteModel(HongyanDb db, Recording recording, Meanwhile meanwhile, Policies policies, Actor actor, TimeProvider clock, Texts texts)
    : PageModel
{
    private const string Heard = "guest-heard";
    private const int LongestReport = 5000, LongestMessage = 500, LongestValue = 100, DaysBack = 366;
    private readonly Texts words = texts.For("Mine");

    public static IReadOnlyList<string> Types { get; } = ["member-reported", "change-reported", "message", Heard];

    public static IReadOnlyList<string> Changes { get; } = ["phone", "place", "employer", "residence"];

    [BindProperty(SupportsGet = true)]
    public string Type { get; set; } = "";

    /// <summary>The id of the record to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    /// <summary>The period a report is about: 2026 or 2026-Q1.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Period { get; set; }

    /// <summary>Those he can report on.</summary>
    public IReadOnlyList<(string Value, string Text)> Periods { get; private set; } = [];

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public string? Value { get; set; }

    /// <summary>The day of the change.</summary>
    [BindProperty]
    public DateOnly? Since { get; set; }

    public Sojourn? Stay { get; private set; }

    /// <summary>What he was told is about to be held of him, to which he speaks.</summary>
    public string? About { get; private set; }

    public string? Refusal { get; private set; }

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!Types.Contains(Type))
            return NotFound();
        await FindAsync(hold: false, cancellation);
        (Id, Since) = (Guid.CreateVersion7(), Today);
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Types.Contains(Type))
            return NotFound();
        await FindAsync(hold: true, cancellation);
        if (Refusal is not null || Stay is null)
            return this.PageUnless(Refusal);
        if (await db.Records.AnyAsync(r => r.OwnerId == Stay.MemberId && r.Id == Id, cancellation))
        {
            if (!meanwhile.IsAsked(Stay.Id)) return Done();
            Id = Guid.CreateVersion7(); // sent before with other words: told below
        }
        if (await meanwhile.SameHappenedAsync(Stay, Type, cancellation))
            return Page();
        var happened = Read();
        if (!ModelState.IsValid || Id == Guid.Empty || happened is null)
            return Page();
        var entries = new List<Entry> { new(Id, happened) };
        if (happened is ChangeReported change)
            entries.Insert(0, Entry.New(new Changed { On = Since!.Value, What = change.What! }));
        await recording.WriteAsync(Stay, entries, cancellation);
        await recording.SaveAsync(cancellation);
        return Done();
    }

    private SojournEvent? Read() => Type switch
    {
        "member-reported" =>
            Written(LongestReport) is { } text && Named() is { } period ? new MemberReported { On = Today, Period = period, Text = text } : null,
        Heard => Written(LongestMessage) is { } text ? new GuestHeard { On = Today, Of = About!, Text = text } : null,
        "message" => Written(LongestMessage) is { } text ? new Message { On = Today, From = Writer.Member, Text = text } : null,
        _ => Change(),
    };

    private string? Named()
    {
        if (Period is null || Periods.All(one => one.Value != Period))
            ModelState.AddModelError(nameof(Period), words["invalid.required"]);
        return ModelState.IsValid ? Period : null;
    }

    private string? Written(int longest)
    {
        var text = Text?.Trim() is { Length: > 0 } tidy ? tidy : null;
        if (text is null)
            ModelState.AddModelError(nameof(Text), words["invalid.required"]);
        else if (TypedText.TooLong(text, longest) is { } tooLong)
            ModelState.AddModelError(nameof(Text), tooLong);
        return text;
    }

    private ChangeReported? Change()
    {
        if (What is null || !Changes.Contains(What))
            ModelState.AddModelError(nameof(What), words["invalid.required"]);
        if (Since is not { } day)
            ModelState.AddModelError(nameof(Since), words["invalid.required"]);
        else if (day > Today || day < Today.AddDays(-DaysBack) || day < Stay!.DepartedOn)
            ModelState.AddModelError(nameof(Since), words["invalid.since"]);
        var value = Value?.Trim() is { Length: > 0 } tidy ? tidy : null;
        if (value is null)
            ModelState.AddModelError(nameof(Value), words["invalid.required"]);
        else if (TypedText.TooLong(value, LongestValue) is { } tooLong)
            ModelState.AddModelError(nameof(Value), tooLong);
        var tidied = What == "phone" && value is not null ? PhoneNumber.Read(value) : value;
        if (value is not null && tidied is null)
            ModelState.AddModelError(nameof(Value), texts.For("Records")["invalid.phone"]);
        return ModelState.IsValid ? new ChangeReported { On = Today, What = What, Value = tidied } : null;
    }

    /// <summary>The stay this belongs to: the open one, else for a message the last.</summary>
    private async Task FindAsync(bool hold, CancellationToken cancellation)
    {
        var stay = await db.Sojourns.AsNoTracking().Where(s => s.MemberId == actor.MemberId && s.State != "cancelled")
            .OrderByDescending(s => s.EndedOn == null).ThenByDescending(s => s.DepartedOn).FirstOrDefaultAsync(cancellation);
        Stay = stay is not null && hold ? await recording.HoldAsync(stay.MemberId, stay.Id, cancellation) : stay;
        var refusal = Stay is null ? null : Writers.MemberRefusal(Type, actor, Stay);
        if (Type == "member-reported" && Stay is not null)
        {
            Periods = FoundChoices.Periods(await policies.AtAsync(Stay.HomePath, cancellation), Stay, Today, texts.For("Duties"));
            Period ??= Periods is [var newest, ..] ? newest.Value : null;
        }
        if (Type == Heard && Stay is not null && refusal is null)
        {
            About = (await recording.EventsAsync(Stay, cancellation)).OfType<GuestTold>().LastOrDefault()?.Of;
            refusal = About is null ? "refusal.not-told" : null;
        }
        Refusal = Stay is null ? words["write.nowhere"] : refusal is null ? null : texts.For("Records")[refusal];
    }

    private LocalRedirectResult Done()
    {
        TempData["Message"] = words["written." + Type];
        return LocalRedirect("/Mine");
    }
}
