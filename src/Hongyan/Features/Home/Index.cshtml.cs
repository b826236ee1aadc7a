using Hongyan.Data;
using Hongyan.Features.BranchOverview;
using Hongyan.Features.Lists;
using Hongyan.Features.Worklist;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OrganizationCounts = Hongyan.Features.BranchOverview.OrganizationCounts;

namespace Hongyan.Features.Home;

/// <summary>Where everybody begins: what waits for him, without a click. A member begins with his own page, an administrator with his.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor, TimeProvider clock) : PageModel
{
    private const int PeopleShown = 5;
    private const int OrganizationsShown = 6;
    private static readonly Dictionary<string, string> OfAdministrators = new()
    {
        [Roles.Security] = "/Account",
        [Roles.Audit] = "/Audit",
        [Roles.System] = "/Operation",
    };

    public IReadOnlyList<Tile> Tiles { get; private set; } = [];

    /// <summary>For a branch: what is late or due soon, the most urgent first.</summary>
    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public IReadOnlyList<OrganizationLine> Own { get; private set; } = [];

    /// <summary>The reader is a contact person: what he sees are his own people.</summary>
    public bool IsContact { get; private set; }

    /// <summary>For those above: which of the organisations directly below are furthest behind.</summary>
    public IReadOnlyList<OrganizationCounts> Behind { get; private set; } = [];

    /// <summary>The reader's account got a new link of which he has not read.</summary>
    public bool HasNewLink { get; private set; }

    /// <summary>The installation is new, and a step of its first day is still to be done.</summary>
    public bool HasFirstSteps { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.Role == Roles.Member)
            return LocalRedirect("/Mine");
        if (actor.OrgPath is not { } top)
            return LocalRedirect(OfAdministrators.GetValueOrDefault(actor.Role ?? "", "/Account/Work"));
        var today = ChinaDate.Today(clock);
        var (overdue, soon) = actor.Can(Access.Clerk) ? await BehindAsync(top, today, cancellation) : await UrgentAsync(top, today, cancellation);
        List<Tile> tiles =
        [
            new("overdue", overdue, "/Worklist?due=overdue", IsLate: true),
            new("soon", soon, "/Worklist?due=soon"),
            .. await WaitingAsync(top, today, cancellation),
            .. await OthersAsync(top, today, cancellation),
        ];
        Tiles = tiles.FindAll(tile => tile.Count > 0);
        return Page();
    }

    /// <summary>As many as the lists behind them show, for they are counted by the lists' own words.</summary>
    private async Task<IEnumerable<Tile>> WaitingAsync(string top, DateOnly today, CancellationToken cancellation)
    {
        var waiting = Catalogue.WaitingFor(actor.Role);
        var asked = waiting.Select(one => new Asked(one.List, new QueryCollection(QueryHelpers.ParseQuery(one.Query)), top)).ToList();
        var counts = await new ListQuery(db, today).CountsAsync(asked, cancellation);
        return waiting.Select((one, place) => new Tile(one.Name, counts[place], asked[place].Address(), one.IsLate));
    }

    /// <summary>What is no list of people, as the features count it, and what the reader is told beside it: all in one statement.</summary>
    private async Task<IEnumerable<Tile>> OthersAsync(string top, DateOnly today, CancellationToken cancellation)
    {
        var shown = Manifests.All.SelectMany(feature => feature.Counted).Where(one => actor.Can(one.Policy)).OrderBy(one => one.Place).ToList();
        var sql = $"""
            select array[{string.Join(",\n", shown.Select(one => $"({one.Sql})"))}]::bigint[] as "Numbers",
                   exists (select from link_request where account_id = @account and confirmed_at is not null and told_at is null) as "HasNewLink",
                   case when @isDepartment then (
                     select not (has_audit and has_system and has_department and has_organizations and has_members and has_staff and has_numbers)
                       from first_steps())
                   else false end as "HasFirstSteps"
            """;
        NpgsqlParameter[] known =
        [
            new("lo", top), new("hi", top + "/"), new("today", today), new("account", actor.AccountId), new("isDepartment", actor.Role == Roles.Department),
        ];
        var counts = (await db.Database.SqlQueryRaw<Counts>(sql, [.. known]).ToListAsync(cancellation))[0];
        (HasNewLink, HasFirstSteps) = (counts.HasNewLink, counts.HasFirstSteps);
        return shown.Zip(counts.Numbers, (one, number) => new Tile(one.Name, number, one.Address, one.IsLate));
    }

    private async Task<(long Overdue, long Soon)> UrgentAsync(string top, DateOnly today, CancellationToken cancellation)
    {
        var todo = new Todo(db);
        var mine = await ContactPerson.OfAsync(db, actor, cancellation);
        IsContact = mine is not null;
        var lines = await todo.LinesAsync(top, today, search: null, when: null, page: 1, cancellation, PeopleShown, mine);
        var own = mine is not null ? [] : await todo.OrganizationLinesAsync(top, today, cancellation);
        Lines = lines.FindAll(line => Todo.Of(line.DueOn, today) != When.Later);
        Own = own.FindAll(line => Todo.Of(line.DueOn, today) != When.Later);
        var (first, one) = (lines.FirstOrDefault(), own.FirstOrDefault());
        return ((first?.Overdue ?? 0) + (one?.Overdue ?? 0), (first?.Soon ?? 0) + (one?.Soon ?? 0));
    }

    // A province looks at cities, a county at committees, a committee at branches.
    private async Task<(long Overdue, long Soon)> BehindAsync(string top, DateOnly today, CancellationToken cancellation)
    {
        if (await new OrganizationFigures(db).OfAsync(top, today, cancellation) is not { } overview)
            return default;
        Own = await new Todo(db).OrganizationLinesAsync(top, today, cancellation, alone: true);
        Behind = [.. overview.Worst.Where(row => row.Overdue > 0).Take(OrganizationsShown)];
        return (overview.Whole.Overdue, overview.Whole.Soon);
    }

    private sealed record Counts
    {
        public required long[] Numbers { get; init; }
        public required bool HasNewLink { get; init; }
        public required bool HasFirstSteps { get; init; }
    }
}
