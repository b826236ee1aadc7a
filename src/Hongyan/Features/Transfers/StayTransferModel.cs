using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Transfers;

/// <summary>A page about the transfer of one stay, out of here or into here: what its forms type, and how a step is written.</summary>
public abstract class StayTransferModel(HongyanDb db, Recording recording, TimeProvider clock, Texts texts) : PageModel
{
    private const int LongestMonth = 7; // 2026-03

    [BindProperty(SupportsGet = true)]
    public Guid Member { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Sojourn { get; set; }

    /// <summary>The id of the record to be: however often the form is sent, there is one.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    [BindProperty]
    public DateOnly? On { get; set; }

    [BindProperty]
    public DateOnly? LetterOn { get; set; }

    [BindProperty]
    public int? ValidDays { get; set; }

    [BindProperty]
    public string? DuesPaidTo { get; set; }

    public SojournFile Stay { get; protected set; } = null!;

    public IReadOnlyList<SojournEvent> Steps { get; protected set; } = [];

    public string? Refusal { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    protected HongyanDb Db { get; } = db;

    protected Recording Recording { get; } = recording;

    protected Texts Texts { get; } = texts;

    protected Texts Words { get; } = texts.For("Transfers");

    /// <summary>The folder of the page, in front of member and stay.</summary>
    protected abstract string Folder { get; }

    protected void CheckDay(string field, DateOnly? day, DateOnly earliest)
    {
        if (day is not { } on || on > Today || on < earliest)
            ModelState.AddModelError(field, Words["invalid.on", earliest]);
    }

    /// <param name="latest">The month that cannot be meant any more.</param>
    protected void CheckMonth(DateOnly? latest = null)
    {
        if (Period.ReadMonth(DuesPaidTo ?? "") is not { } month || month.First > latest)
            ModelState.AddModelError(nameof(DuesPaidTo), TypedText.TooLong(DuesPaidTo, LongestMonth) ?? Words["invalid.month"]);
    }

    protected async Task<IActionResult> WriteAsync(IReadOnlyCollection<Entry> entries, string done, CancellationToken cancellation)
    {
        if ((await Recording.WriteAsync(Stay.Sojourn, entries, cancellation)).Refusal is { } refusal)
        {
            Db.ChangeTracker.Clear();
            return Wrong(refusal.In(Texts));
        }
        await Recording.SaveAsync(cancellation);
        TempData["Message"] = Words[done, Stay.Person.Name];
        return Here();
    }

    protected PageResult Refused(string reason) => Wrong(Texts.For("Records")[reason]);

    protected PageResult Wrong(string sentence)
    {
        Refusal = sentence;
        return this.PageUnless(Refusal);
    }

    protected LocalRedirectResult Here() => LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{Folder}/{Member}/{Sojourn}"));
}
