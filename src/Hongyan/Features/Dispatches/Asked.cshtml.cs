using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>请流出地办理: what homes outside were asked, when, how and by whom, and what has not been answered. Silence blocks nothing.</summary>
public sealed class AskedModel(HongyanDb db, AskedOfHome asked, Policies policies, Actor actor, TimeProvider clock) : PageModel
{
    public const int OnPage = 50;
    public static readonly IReadOnlyList<string> States = ["open", "no-answer", "answered"];

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    /// <summary>Only of one stay.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Sojourn { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    internal IReadOnlyList<AskedLine> Lines { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Organizations { get; private set; } = new Dictionary<string, string>();

    public int Total { get; private set; }

    /// <summary>The guest whose page led here.</summary>
    internal NarrowedTo? Guest { get; private set; }

    /// <summary>The way back to this list.</summary>
    public string Here => Sojourn is { } stay ? $"/Dispatches/Asked?sojourn={stay}" : "/Dispatches/Asked";

    public int Pages => (Total + OnPage - 1) / OnPage;

    /// <summary>A question from before this day without an answer is one of which nothing was heard.</summary>
    public DateOnly SilentSince { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var silent = SilentSince = today.AddDays(-(await policies.AtAsync(actor.OrgPath, cancellation)).Get(Parameters.GuestRemindAfter, today));
        State = States.Contains(State) ? State : null;
        Guest = await asked.GuestAsync(Sojourn, cancellation);
        var (state, stay) = (State, Sojourn);
        var found = asked.Lines().Where(line => (stay == null || line.SojournId == stay)
            && (state == null || (state == "answered" ? line.AnsweredOn != null
                : line.AnsweredOn == null && (state == "open" ? line.LastOn > silent : line.LastOn <= silent))));
        Total = await found.CountAsync(cancellation);
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Lines = await found.OrderBy(line => line.AnsweredOn != null).ThenBy(line => line.LastOn).ThenBy(line => line.SojournId).ThenBy(line => line.What)
            .Skip((P - 1) * OnPage).Take(OnPage).ToListAsync(cancellation);
        List<string> paths = [.. Lines.Select(line => line.ByPath).OfType<string>().Distinct()];
        Organizations = await db.Organizations.Where(one => paths.Contains(one.Path)).ToDictionaryAsync(one => one.Path, one => one.Name, cancellation);
    }
}
