using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>/Mine/Data: what is kept about me, for which clauses, and who looked at it. All of it as a file.</summary>
public sealed class DataModel(HongyanDb db, Audit audit, Actor actor, Secrets secrets, TimeProvider clock, Texts texts) : PageModel
{
    private const int RowsOnPage = 30;
    private readonly OwnData own = new(db, secrets, texts);
    private readonly Texts words = texts.For("Mine");

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<(string About, string[] Clauses, IReadOnlyList<OwnDatum> Data)> Kept { get; private set; } = [];

    public IReadOnlyList<Look> Looks { get; private set; } = [];

    public int Pages { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await MemberAsync(cancellation) is not { } member)
            return RedirectToPage("/Mine/Index");
        var person = own.Person(member).Select(Hidden).ToLookup(one => one.About);
        Kept = [.. OwnData.Grounds.Select(ground => (ground.Key, ground.Value, (IReadOnlyList<OwnDatum>)[.. person[ground.Key]]))];
        var count = await db.Audit.CountAsync(entry => entry.MemberId == member.Id, cancellation);
        Pages = (count + RowsOnPage - 1) / RowsOnPage;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Looks = await db.Audit.AsNoTracking().Where(entry => entry.MemberId == member.Id)
            .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id).Skip((P - 1) * RowsOnPage).Take(RowsOnPage)
            .Select(entry => new Look(entry.At, entry.Act, entry.Role, entry.AccountId == actor.AccountId, entry.Reason,
                db.Accounts.Where(account => account.Id == entry.AccountId).Select(account => account.DisplayName).FirstOrDefault(),
                db.Organizations.Where(organization => organization.Path == entry.OrgPath).Select(organization => organization.Name).FirstOrDefault()))
            .ToListAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        if (await MemberAsync(cancellation) is not { } member)
            return NotFound();
        var data = await own.OfAsync(member, cancellation);
        audit.Note("own-data-exported", member.Id.ToString(), new { Format = "xlsx" }, member: member.Id);
        await db.SaveChangesAsync(cancellation);
        var title = words["data.file"];
        return new XlsxFile(new Sheet(title,
        [
            new(words["data.about"], Width: 16), new(words["data.on"], ColumnKind.Date, 12), new(words["data.what"], Width: 24),
            new(words["data.value"], Width: 60),
        ], RowsAsync(data))
        {
            Subtitle = DateText.Of(ChinaDate.Today(clock)),
        }, title);
    }

    /// <summary>The same for programs.</summary>
    public async Task<IActionResult> OnGetJsonAsync(CancellationToken cancellation)
    {
        if (await MemberAsync(cancellation) is not { } member)
            return NotFound();
        var data = await own.OfAsync(member, cancellation);
        audit.Note("own-data-exported", member.Id.ToString(), new { Format = "json" }, member: member.Id);
        await db.SaveChangesAsync(cancellation);
        return File(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(data), "application/json", "hongyan.json");
    }

    private Task<Member?> MemberAsync(CancellationToken cancellation) =>
        db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == actor.MemberId, cancellation);

    // a telephone lies on tables: the number in full is in the file
    private OwnDatum Hidden(OwnDatum one) =>
        one.What == words["own.id-number"] && one.Value is { Length: > 4 } number ? one with { Value = "…" + number[^4..] } : one;

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IEnumerable<OwnDatum> data)
    {
        foreach (var one in data)
        {
            await Task.CompletedTask;
            yield return [words["data." + one.About], one.On, one.What, one.Value];
        }
    }

    public sealed record Look(DateTimeOffset At, string Act, string? Role, bool IsMine, string? Reason, string? Name, string? Organization);
}
