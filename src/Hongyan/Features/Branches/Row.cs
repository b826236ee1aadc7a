namespace Hongyan.Features.BranchOverview;

/// <summary>One organisation with its counts.</summary>
public sealed record Row
{
    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string Kind { get; init; }
    public required long Away { get; init; }
    public required long Hosted { get; init; }

    /// <summary>Owed and not yet overdue; <see cref="Soon"/> are those of them that are due in a fortnight.</summary>
    public required long Open { get; init; }
    public required long Soon { get; init; }
    public required long Overdue { get; init; }

    /// <summary>Done late in this quarter.</summary>
    public required long Late { get; init; }

    public bool IsCommittee => Kind is "committee" or "organization-department";

    /// <summary>The sum of the rows, under this row's name.</summary>
    public Row With(IEnumerable<Row> rows)
    {
        var all = rows.Where(row => row != this).Append(this).ToList();
        return this with
        {
            Away = all.Sum(row => row.Away),
            Hosted = all.Sum(row => row.Hosted),
            Open = all.Sum(row => row.Open),
            Soon = all.Sum(row => row.Soon),
            Overdue = all.Sum(row => row.Overdue),
            Late = all.Sum(row => row.Late),
        };
    }
}
