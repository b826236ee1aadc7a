using System.Globalization;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Auditing;

/// <summary>/Audit: who did what, for the audit administrator alone. Members stand in it by the number of their record, never by name.</summary>
public sealed class IndexModel(HongyanDb db, Audit audit, TimeProvider clock, Texts texts) : PageModel
{
    private const int RowsOnPage = 50, UsualDays = 30;
    private readonly Texts words = texts.For("Auditing");

    [BindProperty(SupportsGet = true)]
    public DateOnly? From { get; set; }

    [BindProperty(SupportsGet = true)]
    public DateOnly? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Who { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    [BindProperty]
    public int? Months { get; set; }

    public int Pages { get; private set; }

    public int Count { get; private set; }

    public IReadOnlyList<AuditLine> Rows { get; private set; } = [];

    public IReadOnlyList<Organization> Organizations { get; private set; } = [];

    public AuditWords Words { get; private set; } = null!;

    public IEnumerable<SelectListItem> Acts =>
        words.KeysOf("act.").Select(key => key["act.".Length..]).Concat(AuditLine.OfFeatures.Keys)
        .Concat(SojournRecords.Book.Types.Select(type => type.Name)).Distinct()
        .Select(act => new SelectListItem(AuditLine.ActIn(texts, act), act, act == Act)).OrderBy(item => item.Text, StringComparer.Ordinal);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Months = await AuditRetention.MonthsAsync(db, cancellation);
        await LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        var query = Query();
        audit.Note("audit-exported", details: new { query.From, query.To, query.Org, query.Act, OfOne = query.Who is not null });
        await db.SaveChangesAsync(cancellation);
        var title = words["title"];
        var sheet = new Sheet(title,
        [
            new(words["at"], Width: 20), new(words["no"], ColumnKind.Number, 10), new(words["who"], Width: 14), new(words["role"], Width: 16),
            new(words["organization"], Width: 24),
            new(words["act"], Width: 20), new(words["member"], Width: 38), new(words["subject"], Width: 38), new(words["details"], Width: 40),
            new(words["reason"], Width: 24), new(words["address"], Width: 18),
        ], RowsAsync(query))
        {
            Subtitle = $"{query.From:yyyy-MM-dd} – {query.To:yyyy-MM-dd}",
        };
        return new XlsxFile(sheet, $"{title} {query.From:yyyy-MM-dd} {query.To:yyyy-MM-dd}");
    }

    public async Task<IActionResult> OnPostRetentionAsync(CancellationToken cancellation)
    {
        if (Months is not (>= AuditRetention.FewestMonths and <= AuditRetention.MostMonths))
            ModelState.AddModelError(nameof(Months), words["months.wrong", AuditRetention.FewestMonths, AuditRetention.MostMonths]);
        if (!ModelState.IsValid)
        {
            await LoadAsync(cancellation);
            return Page();
        }
        var value = Months!.Value.ToString(CultureInfo.InvariantCulture);
        audit.Note("audit-retention", details: new { Months });
        await db.SaveChangesAsync(cancellation);
        await db.Database.ExecuteSqlAsync(
            $"insert into setting (key, value) values ({AuditRetention.Key}, {value}) on conflict (key) do update set value = excluded.value", cancellation);
        TempData["Message"] = words["months.kept", Months];
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        var query = Query();
        Organizations = await db.Organizations.AsNoTracking().OrderBy(one => one.Path).ToListAsync(cancellation);
        Count = await query.Of(db).CountAsync(cancellation);
        Pages = (Count + RowsOnPage - 1) / RowsOnPage;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Rows = await AuditQuery.Lines(db, query.Of(db).Skip((P - 1) * RowsOnPage).Take(RowsOnPage)).ToListAsync(cancellation);
        Words = await AuditWords.LoadAsync(
            db, texts, Rows.Select(row => row.Entry), Organizations.ToDictionary(one => one.Path, one => one.Name), cancellation);
    }

    private AuditQuery Query()
    {
        var today = ChinaDate.Today(clock);
        To ??= today;
        From ??= To.Value.AddDays(-UsualDays);
        (Who, Org, Act) = (Tidy(Who), Tidy(Org), Tidy(Act));
        return new AuditQuery(From.Value, To.Value, Who, Org, Act);
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(AuditQuery query)
    {
        var organizations = await db.Organizations.AsNoTracking().ToDictionaryAsync(one => one.Path, one => one.Name);
        var all = await AuditWords.LoadAsync(db, texts, entries: null, organizations, HttpContext.RequestAborted);
        await foreach (var (entry, name, organization) in AuditQuery.Lines(db, query.Of(db)).AsAsyncEnumerable())
        {
            yield return
            [
                ChinaDate.Moment(entry.At), entry.No, name ?? entry.AccountId?.ToString(), entry.Role is { } role ? words["role." + role] : null, organization,
                AuditLine.ActOf(texts, entry), entry.MemberId?.ToString(), entry.MemberId is null ? all.Subject(entry) : entry.Subject, all.Details(entry),
                entry.Reason, entry.FromAddress,
            ];
        }
    }

    private static string? Tidy(string? text) => text?.Trim() is { Length: > 0 } tidy ? tidy : null;
}
