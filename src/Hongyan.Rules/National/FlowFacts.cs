namespace Hongyan.Rules.National;

/// <summary>What one of the two systems says of a stay; what is empty it does not say.</summary>
public sealed record FlowFacts
{
    public DateOnly? Departed { get; init; }

    /// <summary>Of the departure only the month is known.</summary>
    public bool OnlyMonth { get; init; }
    public string? Place { get; init; }
    public string? Host { get; init; }
    public string? Certificate { get; init; }

    /// <summary>Whether the stay is over; nothing where that is not said, which the other side reads as going on.</summary>
    public bool? IsOver { get; init; }
    public DateOnly? EndedOn { get; init; }

    /// <summary>Whether both name the same day, as far as each states it.</summary>
    public bool DepartsAs(FlowFacts other) => (Departed, other.Departed) is ({ } one, { } two)
        ? OnlyMonth || other.OnlyMonth ? (one.Year, one.Month) == (two.Year, two.Month) : one == two
        : Departed == other.Departed;
}

/// <summary>A birth date as far as a row states it.</summary>
public readonly record struct BirthDate(DateOnly Day, bool OnlyMonth = false)
{
    public bool Agrees(DateOnly? known) => known is { } day && (OnlyMonth ? (Day.Year, Day.Month) == (day.Year, day.Month) : Day == day);
}

/// <summary>One row of a file of the national system.</summary>
/// <param name="Row">Its place among the rows of the file.</param>
/// <param name="Key">The hash of the ID number; nothing where the row has none.</param>
/// <param name="Name">As names are compared.</param>
public sealed record NationalRow(int Row, string? Key, string Name, BirthDate? Born, FlowFacts Facts);

/// <summary>A stay known here, or a member without one.</summary>
/// <param name="Stay">Nothing of a member who is not away.</param>
/// <param name="Key">The hash of his ID number, where it is known.</param>
public sealed record OwnStay(Guid Member, Guid? Stay, string? Key, string Name, DateOnly? Born, FlowFacts Facts)
{
    /// <summary>Whether it goes on, on the day of the comparison.</summary>
    public bool IsOpen => Stay is not null && Facts.IsOver != true;
}
