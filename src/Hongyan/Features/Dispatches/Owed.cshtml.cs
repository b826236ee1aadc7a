using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Dispatches;

/// <summary>The letters that are owed to the other side outside: ticked, they are drafted together.</summary>
public sealed class OwedModel(OwedLetters owed, Drafting drafting, AskedOfHome asked, TimeProvider clock, Texts texts) : PageModel
{
    public const int OnPage = 50;
    private const int Soon = 31; // days ahead

    private readonly Texts words = texts.For("Dispatches");

    /// <summary>Also what is due later.</summary>
    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <summary>Only letters about one stay.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Stay { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>The keys of the letters that are to be drafted.</summary>
    [BindProperty]
    public IReadOnlyList<string> Letter { get; set; } = [];

    internal IReadOnlyList<OwedLetter> Lines { get; private set; } = [];

    /// <summary>The guest whose page led here.</summary>
    internal NarrowedTo? Guest { get; private set; }

    public int Total { get; private set; }

    public int Pages => (Total + OnPage - 1) / OnPage;

    public static IEnumerable<string> Kinds => DispatchKind.All.Select(kind => kind.Name);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Guest = await asked.GuestAsync(Stay, cancellation);
        var until = All || Stay is not null ? DateOnly.MaxValue : ChinaDate.Today(clock).AddDays(Soon);
        var found = (await owed.FindAsync(until, Stay is { } stay ? [stay] : [], cancellation)).Where(one => Kind is null || one.Kind == Kind).ToList();
        Total = found.Count;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Lines = [.. found.Skip((P - 1) * OnPage).Take(OnPage)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var chosenKeys = Letter.Take(Drafting.Most).ToHashSet();
        List<Guid> stays = [.. chosenKeys.Select(OwedLetter.StayOf).OfType<Guid>().Distinct()];
        await drafting.HoldAsync(cancellation);
        var chosen = stays.Count == 0 ? [] : (await owed.FindAsync(DateOnly.MaxValue, stays, cancellation)).Where(one => chosenKeys.Contains(one.Key)).ToList();
        var made = await drafting.DraftAsync(chosen, cancellation);
        if (made.Count > 0)
            return LocalRedirect("/Dispatches/Drafts?ids=" + PackedIds.Write(made));
        ModelState.AddModelError("", words[chosenKeys.Count == 0 ? "owed.choose" : "owed.none-drafted"]);
        await OnGetAsync(cancellation);
        return Page();
    }
}
