namespace Hongyan.Rules.National;

/// <summary>How a row of the national system and a stay here stand to each other.</summary>
public enum FlowDifference
{
    OnlyThere,
    OnlyHere,
    Differs,
    Same,
}

/// <param name="Ours">Of a row that is only there: the member it is about, where he is registered here and not away.</param>
/// <param name="Fields">What differs; see <see cref="FlowComparison.Fields"/>.</param>
public sealed record FlowLine(FlowDifference Difference, NationalRow? Theirs, OwnStay? Ours, IReadOnlyList<string> Fields);

/// <summary>What a file says of, and how its words are compared.</summary>
/// <param name="Columns">The fields that the file has a column for: of others it says nothing.</param>
/// <param name="IsWhole">Whether the file holds all of the organisation; else it says nothing of who is missing.</param>
public sealed record FlowScope(
    IReadOnlySet<string> Columns, bool IsWhole, Func<string, string, bool> SamePlace, Func<string, string, bool> SameOrganization);

/// <summary>
/// What the national system and this one say of the same stays on a day, side by side. Every row and every open stay is in exactly one place,
/// so that the sums fit. A row is the person whose ID number it has; without one, the only person of its name and birth date.
/// </summary>
public sealed class FlowComparison
{
    public const string Departed = "departed", Place = "place", Host = "host", Certificate = "certificate", State = "state";

    private readonly FlowScope scope;
    private readonly ILookup<string, OwnStay> byKey, byName;

    public FlowComparison(IReadOnlyList<NationalRow> theirs, IReadOnlyCollection<OwnStay> ours, FlowScope scope)
    {
        this.scope = scope;
        (byKey, byName) = (ours.Where(one => one.Key is not null).ToLookup(one => one.Key!), ours.ToLookup(one => one.Name));
        var (lines, matched) = (new List<FlowLine>(), new HashSet<Guid>());
        foreach (var rows in theirs.Select(row => (Row: row, Person: PersonOf(row))).GroupBy(one => OwnerOf(one.Row, one.Person)))
        {
            // what goes on there comes before what was before it
            var (row, person) = rows.OrderBy(one => one.Row.Facts.IsOver != true).ThenBy(one => one.Row.Facts.Departed).ThenBy(one => one.Row.Row).Last();
            Repeated += rows.Count() - 1;
            matched.UnionWith(person.Where(one => one.IsOpen).Select(one => one.Stay!.Value));
            if (LineOf(row, person) is { } line)
                lines.Add(line);
            else
                Over++;
        }
        var missing = ours.Where(one => one.IsOpen && !matched.Contains(one.Stay!.Value)).ToList();
        if (scope.IsWhole)
            lines.AddRange(missing.Select(one => new FlowLine(FlowDifference.OnlyHere, null, one, [])));
        else
            NotInPart = missing.Count;
        Lines = lines;
    }

    /// <summary>The fields that can differ, in their order.</summary>
    public static IReadOnlyList<string> Fields { get; } = [Departed, Place, Host, Certificate, State];

    public IReadOnlyList<FlowLine> Lines { get; }

    /// <summary>Rows of a person of whom another one counts.</summary>
    public int Repeated { get; }

    /// <summary>Rows that are over there and of which nothing goes on here.</summary>
    public int Over { get; }

    /// <summary>Open stays that a part of a file does not name.</summary>
    public int NotInPart { get; }

    public int Count(FlowDifference difference) => Lines.Count(line => line.Difference == difference);

    /// <summary>Rows of one person stand together; one that says neither number nor birth date stands alone, for its name is nobody's alone.</summary>
    private static string OwnerOf(NationalRow row, List<OwnStay> person) =>
        person.Count > 0 ? person[0].Member.ToString() : row.Key
        ?? (row.Born is { } born ? FormattableString.Invariant($"{row.Name}/{born.Day:yyyy-MM-dd}/{born.OnlyMonth}")
            : FormattableString.Invariant($"{row.Row}"));

    private List<OwnStay> PersonOf(NationalRow row)
    {
        if (row.Key is { } key && byKey.Contains(key))
            return [.. byKey[key]];
        if (row.Born is not { } born)
            return [];
        // somebody with another number is somebody else
        List<OwnStay> named = [.. byName[row.Name].Where(one => born.Agrees(one.Born) && (row.Key is null || one.Key is null))];
        return named.Select(one => one.Member).Distinct().Count() == 1 ? named : [];
    }

    /// <summary>Nothing of what is over there and does not go on here.</summary>
    private FlowLine? LineOf(NationalRow row, List<OwnStay> person)
    {
        var ours = person.Find(one => one.IsOpen) ?? person.Find(one => one.Stay is not null && one.Facts.DepartsAs(row.Facts));
        if (row.Facts.IsOver == true && ours?.IsOpen != true)
            return null;
        if (ours is null)
            return new(FlowDifference.OnlyThere, row, person.FirstOrDefault() is { } member ? member with { Stay = null, Facts = new() } : null, []);
        List<string> fields = [.. Fields.Where(field => (field == State || scope.Columns.Contains(field)) && !IsSame(field, row.Facts, ours.Facts))];
        return new(fields.Count == 0 ? FlowDifference.Same : FlowDifference.Differs, row, ours, fields);
    }

    private bool IsSame(string field, FlowFacts theirs, FlowFacts ours) => field switch
    {
        Departed => theirs.DepartsAs(ours),
        Place => Agree(theirs.Place, ours.Place, scope.SamePlace),
        Host => Agree(theirs.Host, ours.Host, scope.SameOrganization),
        Certificate => Agree(theirs.Certificate, ours.Certificate, (one, other) => one == other),
        State => (theirs.IsOver == true) == (ours.IsOver == true), // whoever is listed and not said to be over is away there
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "There is no such field."),
    };

    private static bool Agree(string? one, string? other, Func<string, string, bool> same) =>
        one is null || other is null ? one == other : same(one, other);
}
