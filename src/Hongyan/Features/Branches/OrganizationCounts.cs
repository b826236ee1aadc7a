namespace Hongyan.Features.BranchOverview;

/// <summary>One organisation with its counts and those of all that lies below it.</summary>
public sealed record OrganizationCounts
{
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required bool HasBelow { get; init; }

    /// <summary>A floating organisation whose stated place is not here: its people are no inflow of those above it.</summary>
    public required bool LiesElsewhere { get; init; }
    public required long Away { get; init; }
    public required long Hosted { get; init; }

    /// <summary>Of those hosted, the ones registered outside this installation.</summary>
    public required long Guests { get; init; }

    /// <summary>Both away from here and hosted here.</summary>
    public required long Within { get; init; }

    /// <summary>Each person once.</summary>
    public long Floating => Away + Hosted - Within;

    /// <summary>Away, and not yet received by the host named for them; in no other figure.</summary>
    public required long Expected { get; init; }

    /// <summary>Reported, and their departure is to come; in no other figure.</summary>
    public required long NotLeft { get; init; }

    /// <summary>Owed and not yet overdue; <see cref="Soon"/> are those of them that are due in a fortnight.</summary>
    public required long Open { get; init; }
    public required long Soon { get; init; }
    public required long Overdue { get; init; }

    /// <summary>Done late in this quarter.</summary>
    public required long Late { get; init; }

    /// <summary>Missed in this year.</summary>
    public required long Missed { get; init; }

    public bool IsEmpty => (Away, Hosted, Within, Open, Overdue, Late, Missed) == (0, 0, 0, 0, 0, 0, 0);
}

/// <summary>What a row of the table is about.</summary>
public enum Part
{
    Whole,
    Below,
    Own,
}

/// <summary>An organisation and those directly below it.</summary>
/// <param name="Whole">The sum of everything.</param>
/// <param name="Below">In the order of their paths.</param>
public sealed record Overview(OrganizationCounts Whole, IReadOnlyList<OrganizationCounts> Below)
{
    /// <summary>What belongs to the organisation itself and to none below it.</summary>
    public OrganizationCounts Own => Whole with
    {
        HasBelow = false,
        Away = Whole.Away - Below.Sum(row => row.Away),
        Hosted = Whole.Hosted - Below.Where(row => !row.LiesElsewhere).Sum(row => row.Hosted),
        Guests = Whole.Guests - Below.Where(row => !row.LiesElsewhere).Sum(row => row.Guests),
        Within = Whole.Within - Below.Sum(row => row.Within),
        Expected = Whole.Expected - Below.Sum(row => row.Expected),
        NotLeft = Whole.NotLeft - Below.Sum(row => row.NotLeft),
        Open = Whole.Open - Below.Sum(row => row.Open),
        Soon = Whole.Soon - Below.Sum(row => row.Soon),
        Overdue = Whole.Overdue - Below.Sum(row => row.Overdue),
        Late = Whole.Late - Below.Sum(row => row.Late),
        Missed = Whole.Missed - Below.Sum(row => row.Missed),
    };

    /// <summary>Those furthest behind first.</summary>
    public IEnumerable<OrganizationCounts> Worst =>
        Below.OrderByDescending(row => row.Overdue).ThenByDescending(row => row.Soon).ThenBy(row => row.Path, StringComparer.Ordinal);
}
