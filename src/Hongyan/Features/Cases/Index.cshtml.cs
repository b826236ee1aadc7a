using System.Runtime.CompilerServices;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>One case in the list of its kind.</summary>
/// <param name="Names">Its parties by name, in the order of their sides.</param>
/// <param name="NextDue">The next duty of a party in the reader's scope; nothing when nothing is owed.</param>
public sealed record CaseLine(
    Guid OwnerId, Guid Id, string? Period, string? Title, string State, DateOnly? Since, IReadOnlyList<string> Names, DateOnly? NextDue);

/// <summary>The cases of a kind that the reader's organisation or one below it is party to.</summary>
public sealed class IndexModel(HongyanDb db, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    public const int OnPage = 50;
    private readonly Texts words = texts.For("Cases");

    [BindProperty(SupportsGet = true, Name = "kind")]
    public string? KindName { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public CaseKind Kind { get; private set; } = null!;

    public int Pages { get; private set; }

    public IReadOnlyList<CaseLine> Lines { get; private set; } = [];

    /// <summary>Whether the reader's organisation may begin one.</summary>
    public bool MayBegin { get; private set; }

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (KindName is null)
            return Redirect("/Cases/" + CaseKinds.All[0].Name);
        if (!Prepare())
            return NotFound();
        MayBegin = Kind.Opening is not null && actor.Can(Access.Deciding)
            && await db.Organizations.AnyAsync(o => o.Path == actor.OrgPath && Kind.BegunBy.Contains(o.Kind), cancellation);
        Pages = (await Found().CountAsync(cancellation) + OnPage - 1) / OnPage;
        Lines = await LinesAsync((P - 1) * OnPage, OnPage, cancellation);
        return Lines.Count == 0 && P > 1 ? RedirectToPage(new { kind = KindName, Q, State }) : Page();
    }

    public async Task<IActionResult> OnGetXlsxAsync(CancellationToken cancellation)
    {
        if (!Prepare())
            return NotFound();
        audit.Note("export-cases", actor.OrgPath, new { Kind = Kind.Name });
        await db.SaveChangesAsync(cancellation);
        var name = words["kind." + Kind.Name];
        return new XlsxFile(new Sheet(name,
            [
                new(words["period"], Width: 10), new(words["title"], Width: 30), new(words["parties"], Width: 44), new(words["state"], Width: 12),
                new(words["since"], ColumnKind.Date, 12), new(words["next"], ColumnKind.Date, 12),
            ], RowsAsync(cancellation)) { Subtitle = words["as-of", DateText.Of(Today)] }, name);
    }

    private bool Prepare()
    {
        if (CaseKinds.Find(KindName) is not { } kind)
            return false;
        Kind = kind;
        Q = Q?.Trim() is { Length: > 0 } search ? search : null;
        P = Math.Max(P, 1);
        return true;
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var from = 0; await LinesAsync(from, OnPage, cancellation) is { Count: > 0 } lines; from += OnPage)
        {
            foreach (var line in lines)
                yield return [line.Period, line.Title, string.Join(words["and"], line.Names), words[$"state.{Kind.Name}.{line.State}"], line.Since,
                    line.NextDue];
        }
    }

    private IQueryable<KeptCase> Found()
    {
        var found = db.Cases.AsNoTracking().Where(c => c.Kind == Kind.Name && (State == null || c.State == State));
        if (Q is not { } search)
            return found;
        var like = LikePattern.Anywhere(search);
        return found.Where(c => EF.Functions.Like(c.Title!, like) || db.CaseParties.Any(party => party.OwnerId == c.OwnerId && party.CaseId == c.Id
            && (EF.Functions.Like(party.Name!, like) || db.Organizations.Any(o => o.Id == party.OrgId && EF.Functions.Like(o.Name, like)))));
    }

    private async Task<IReadOnlyList<CaseLine>> LinesAsync(int from, int count, CancellationToken cancellation)
    {
        var page = await Found().OrderByDescending(c => c.Period).ThenByDescending(c => c.BegunOn).ThenBy(c => c.OwnerId).ThenBy(c => c.Id)
            .Skip(from).Take(count).ToListAsync(cancellation);
        List<Guid> ids = [.. page.Select(one => one.Id)], owners = [.. page.Select(one => one.OwnerId).Distinct()];
        var parties = (await (from party in db.CaseParties
                              where owners.Contains(party.OwnerId) && ids.Contains(party.CaseId)
                              join place in db.Organizations on party.OrgId equals place.Id into places
                              from place in places.DefaultIfEmpty()
                              select new { party.CaseId, party.Side, Name = place == null ? party.Name : place.Name }).ToListAsync(cancellation))
            .ToLookup(party => party.CaseId);
        var due = await db.Duties.Where(d => owners.Contains(d.OwnerId) && ids.Contains(d.CaseId) && d.OpensOn <= Today && d.DoneOn == null && d.MootOn == null
                && (d.MissedOn == null || d.MissedOn > Today))
            .GroupBy(d => d.CaseId).Select(group => new { group.Key, Due = group.Min(d => d.DueOn) })
            .ToDictionaryAsync(one => one.Key, one => one.Due, cancellation);
        var order = Kind.Sides.Select(side => side.Name).ToList();
        return [.. page.Select(one => new CaseLine(one.OwnerId, one.Id, one.Period, one.Title, one.State, one.Since,
            [.. parties[one.Id].OrderBy(party => order.IndexOf(party.Side)).Select(party => party.Name!)],
            due.TryGetValue(one.Id, out var first) ? first : null))];
    }
}
