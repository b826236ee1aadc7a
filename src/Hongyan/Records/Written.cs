using Hongyan.Data;
using Hongyan.Platform;

namespace Hongyan.Records;

/// <summary>What the rows of one case say together, of whatever kind it is: which hold, and when each was first typed.</summary>
public static class Written
{
    /// <summary>The rows whose place no later one has taken.</summary>
    /// <param name="without">Rows that are about to be corrected.</param>
    public static IEnumerable<T> Holding<T>(IReadOnlyCollection<T> rows, IReadOnlyCollection<Guid>? without = null)
        where T : IWritten
    {
        var over = rows.Select(row => row.CorrectsId).OfType<Guid>().Concat(without ?? []).ToHashSet();
        return rows.Where(row => !over.Contains(row.Id));
    }

    /// <summary>The row as it was first written: a correction has the typing of that whose place it takes.</summary>
    public static T FirstOf<T>(T row, IReadOnlyCollection<T> rows)
        where T : IWritten
    {
        while (row.CorrectsId is { } earlier && rows.Where(one => one.Id == earlier).Take(1).ToList() is [var first])
            row = first;
        return row;
    }

    /// <summary>The day on which it was first typed.</summary>
    public static DateOnly TypedOn<T>(T row, IReadOnlyCollection<T> rows)
        where T : IWritten => ChinaDate.Of(FirstOf(row, rows).RecordedAt);
}
