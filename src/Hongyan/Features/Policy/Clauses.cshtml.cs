using Hongyan.Platform;
using Hongyan.Rules.Clauses;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Policy;

/// <summary>All clauses of the five documents, to filter and to search.</summary>
public sealed class ClausesModel(PolicyLibrary library) : PageModel
{
    private const int RowsOnPage = 50;

    [BindProperty(SupportsGet = true)]
    public string? Document { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Status { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public int Found { get; private set; }

    public IReadOnlyList<IGrouping<string, Clause>> Groups { get; private set; } = [];

    public IEnumerable<string> Documents => library.Clauses.Select(clause => clause.Document).Distinct();

    public static IEnumerable<string> Statuses => Enum.GetValues<ClauseStatus>().Select(Wording.NameOf);

    public void OnGet()
    {
        var found = library.Clauses.Where(clause =>
            (string.IsNullOrEmpty(Document) || clause.Document == Document)
            && (string.IsNullOrEmpty(Status) || Wording.NameOf(clause.Status) == Status)
            && Words(Q).All(word => Says(clause, word))).ToList();
        Found = found.Count;
        Pages = (Found + RowsOnPage - 1) / RowsOnPage;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Groups = [.. found.Skip((P - 1) * RowsOnPage).Take(RowsOnPage).GroupBy(clause => clause.Document)];
    }

    private static string[] Words(string? text) =>
        text?.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool Says(Clause clause, string word) =>
        new[] { clause.Id, clause.Zh, clause.En }.Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
