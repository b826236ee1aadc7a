using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Warnings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Policy;

/// <summary>One clause: what it demands, how the system answers for it, and what rests on it.</summary>
public sealed class ClauseModel(PolicyLibrary library, Policies policies, Actor actor, TimeProvider clock) : PageModel
{
    public Clause Clause { get; private set; } = null!;

    public Clause? Previous { get; private set; }

    public Clause? Next { get; private set; }

    /// <summary>Kinds of duties whose rule cites the clause.</summary>
    public IReadOnlyList<string> Duties { get; private set; } = [];

    /// <summary>How often home contacts a member where the reader works: the name of that duty says so.</summary>
    public Interval Contact { get; private set; }

    /// <summary>Kinds of warnings whose rule cites the clause.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    /// <summary>Values of parameters that rest on the clause, with the layer that sets them.</summary>
    public IReadOnlyList<(ProfileLayer Layer, ProfileValue Value)> Values { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (!library.ClauseById.TryGetValue(id, out var clause))
            return NotFound();
        Clause = clause;
        var place = library.Clauses.Select((one, index) => (one, index)).First(one => one.one.Id == id).index;
        Previous = library.Clauses.ElementAtOrDefault(place - 1);
        Next = library.Clauses.ElementAtOrDefault(place + 1);
        Duties = [.. DutyBook.Rules.Where(rule => rule.Clauses.Contains(id)).Select(rule => rule.Kind)];
        Warnings = [.. WarningBook.Rules.Where(rule => rule.Clauses.Contains(id)).Select(rule => rule.Kind)];
        var values = new List<(ProfileLayer, ProfileValue)>();
        foreach (var layer in (await policies.AllAsync(cancellation)).Select(profile => profile.Layer))
        {
            values.AddRange(layer.Values.Where(value => value.Clauses.Contains(id)).Select(value => (layer, value)));
        }
        Values = values;
        Contact = (await policies.AtAsync(actor.OrgPath, cancellation)).Get(Parameters.ContactHomeInterval, ChinaDate.Today(clock));
        return Page();
    }
}
