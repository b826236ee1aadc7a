using Hongyan.Data;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>两地信息比对, in both directions: each stay with what the other side has said of it, and the next act.</summary>
public sealed class MatchingModel(HongyanDb db, MatchedStays stays, Actor actor) : PageModel
{
    public const int OnPage = 50;
    public const string Outflow = "out", Inflow = "in";

    /// <summary>out or in.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Way { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Org { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public IReadOnlyList<SelectListItem> Organizations { get; private set; } = [];

    internal IReadOnlyList<MatchLine> Lines { get; private set; } = [];

    /// <summary>How many there are of each state, whichever is shown.</summary>
    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    public int Total { get; private set; }

    public int Pages => (Total + OnPage - 1) / OnPage;

    public bool IsOut => Way == Outflow;

    public static IEnumerable<string> States => MatchState.All;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        Org = string.IsNullOrEmpty(Org) ? actor.OrgPath : Org;
        Organizations = await OrganizationChoices.BelowAsync(db, actor.OrgPath!, Org, cancellation);
        if (Organizations.All(one => one.Value != Org))
            return NotFound();
        Way = Way == Inflow || !actor.ServesHome ? Inflow : Outflow;
        State = State is not null && MatchState.All.Contains(State) ? State : null;
        var all = IsOut ? stays.Out(Org!) : stays.In(Org!);
        Counts = await all.GroupBy(line => line.State).Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(one => one.Key, one => one.Count, cancellation);
        var state = State;
        Total = state is null ? Counts.Values.Sum() : Counts.GetValueOrDefault(state);
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        Lines = await all.Where(line => state == null || line.State == state)
            .OrderBy(line => line.State == MatchState.Here).ThenBy(line => line.Branch).ThenBy(line => line.Place).ThenBy(line => line.Name)
            .ThenBy(line => line.SojournId).Skip((P - 1) * OnPage).Take(OnPage).ToListAsync(cancellation);
        return Page();
    }

    /// <summary>Where the word of a host outside is typed when it comes.</summary>
    internal string? WordOf(MatchLine line) => IsOut && line.State is (MatchState.Asked or MatchState.Never)
        ? DutyAction.ToForm(line.MemberId, line.SojournId, "feedback", Side.Host, "/Dispatches/Matching") : null;

    /// <summary>The one act that brings a line forward, as an address and a key of the texts; nothing where nothing is left to do.</summary>
    internal (string Address, string Text)? NextOf(MatchLine line) => (IsOut, line.State) switch
    {
        (_, MatchState.Here or MatchState.Letter or MatchState.Envelope) => null,
        (_, _) when !actor.Can(Access.Deciding) => null,
        (true, MatchState.Asked) => ($"/Dispatches?sojourn={line.SojournId}", "matching.see-letters"),
        (true, MatchState.Never) => ($"/Dispatches/Owed?stay={line.SojournId}", "matching.write"),
        (true, MatchState.Unknown) =>
            (DutyAction.ToForm(line.MemberId, line.SojournId, "host-changed", Side.Home, "/Dispatches/Matching"), "matching.name-host"),
        (true, _) => (DutyAction.ToForm(line.MemberId, line.SojournId, "contact", Side.Home, "/Dispatches/Matching"), "matching.urge"),
        (false, MatchState.Unknown) =>
            (DutyAction.ToForm(line.MemberId, line.SojournId, "home-changed", Side.Host, "/Dispatches/Matching?way=in"), "matching.name-home"),
        (false, MatchState.Asked) => ($"/Dispatches/Asked?sojourn={line.SojournId}", "matching.asked"),
        _ => (DutyAction.ToForm(line.MemberId, line.SojournId, "home-asked", Side.Host, "/Dispatches/Matching?way=in"), "matching.ask"),
    };
}
