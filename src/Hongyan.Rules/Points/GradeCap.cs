using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Points;

/// <summary>Which grades a review may give: those of the profile, less those that the points of the year close.</summary>
/// <param name="Grades">The grades on offer.</param>
/// <param name="Closed">The grades that the points close.</param>
/// <param name="Total">The points; nothing where none are counted.</param>
/// <param name="IsLifted">The cap does not apply, for it would leave fewer than two grades.</param>
public sealed record GradeCap(IReadOnlyList<string> Grades, IReadOnlyList<string> Closed, decimal? Total, bool IsLifted)
{
    private const int Fewest = 2;

    /// <param name="sojourn">The sojourn whose points count.</param>
    /// <param name="venue">The profile of the organisation that reviews.</param>
    /// <param name="day">The last day of the year reviewed, or today.</param>
    public static GradeCap On(SojournCase sojourn, Profile venue, DateOnly day)
    {
        var all = venue.Get(Parameters.ReviewGrades, day);
        return PointsBook.On(sojourn, day) is { } sheet ? Of(all, [.. all.Intersect(PointsBook.Below(sojourn.Home, day, sheet.Total))], sheet.Total)
            : Of(all, [], total: null);
    }

    internal static GradeCap Of(IReadOnlyList<string> all, IReadOnlyList<string> closed, decimal? total)
    {
        List<string> open = [.. all.Except(closed)];
        return open.Count < Fewest ? new GradeCap(all, [], total, IsLifted: closed.Count > 0) : new GradeCap(open, closed, total, IsLifted: false);
    }
}
