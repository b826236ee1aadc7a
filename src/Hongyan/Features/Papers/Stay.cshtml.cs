using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Papers;

/// <summary>The papers about one stay that the reader can make.</summary>
public sealed class SojournPapersModel(HongyanDb db, Actor actor) : PageModel
{
    private SojournOnPaper stay = null!;

    public Member Person => stay.Member;

    public async Task<IActionResult> OnGetAsync(Guid member, Guid sojourn, CancellationToken cancellation)
    {
        if (await new SojournPaperReading(db).FindAsync(member, sojourn, cancellation) is not { } found) return NotFound();
        stay = found;
        return Page();
    }

    /// <summary>The paper has room for the ID number, and the reader is home and may ask for it.</summary>
    public bool OffersNumber(string key) =>
        Person.IdNumber is not null && Writers.Within(Person.HomePath, actor.OrgPath) && PaperList.Stay(key) is { HasNumber: true };

    public static string Docx(string address, bool withNumber = false) =>
        address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + (withNumber ? "number=true&handler=Docx" : "handler=Docx");

    /// <summary>Each paper, and each letter of its kind with its day when there are several.</summary>
    public IEnumerable<(string Key, DateOnly? On, string Address)> Papers()
    {
        var sides = Writers.SidesOf(actor, stay.Sojourn.HomePath, stay.Sojourn.HostPath);
        foreach (var paper in PaperList.OfStay.Where(paper => paper.Fits(stay, sides)))
        {
            var address = $"/Papers/Stay/{stay.Member.Id}/{stay.Sojourn.Id}/{paper.Key}";
            var letters = paper.Each(stay).Reverse().ToList();
            if (letters.Count < 2) yield return (paper.Key, letters.Count == 1 ? letters[0].On : null, address);
            else foreach (var (id, on) in letters) yield return (paper.Key, on, $"{address}?record={id}");
        }
    }
}
