using Hongyan.Rules.Points;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Rules.Tests.Properties;

/// <summary>What holds of warnings and points, however a sojourn is told.</summary>
public sealed class WarningAndPointProperties
{
    [Fact]
    public void Warnings_are_raised_only_while_the_member_is_away() => Holds.ForAll(Tales.All, told =>
    {
        var story = told.Case().AsOf(told.Day);
        var warnings = WarningBook.In(story);
        Assert.True(warnings.Count == 0 || (story.Away is { } away && away.Holds(told.Day)));
        Assert.All(warnings, warning => Assert.True(warning.Since <= told.Day));
        Assert.Equal(warnings.Count, warnings.DistinctBy(warning => warning.Kind).Count());
    });

    [Fact]
    public void A_later_record_never_changes_an_earlier_warning_or_point() => Holds.ForAll(Tales.All, told =>
    {
        var known = told with { Events = [.. told.Events.Where(happened => happened.On <= told.Day)], Profile = "banner-d" };
        var whole = told with { Profile = "banner-d" };
        Assert.Equal(WarningBook.On(known.Case(), told.Day), WarningBook.On(whole.Case(), told.Day));
        Assert.Equal(PointsBook.On(known.Case(), told.Day)?.Lines, PointsBook.On(whole.Case(), told.Day)?.Lines);
    });

    [Fact]
    public void Points_stay_within_their_limits() => Holds.ForAll(Tales.All, told =>
    {
        if (PointsBook.On((told with { Profile = "banner-d" }).Case(), told.Day) is not { } sheet)
            return;
        Assert.InRange(sheet.Total, 0, 100);
        Assert.InRange(sheet.TotalWithoutAppealed, sheet.Total, 100);
        Assert.InRange(PointsBook.BaseItems.Sum(item => sheet.Lines[item]), 0, 60);
        Assert.All(PointsBook.ActivityItems, item => Assert.InRange(sheet.Lines[item], 0, 10));
        Assert.Equal(Math.Max(0, sheet.Lines.Values.Sum()), sheet.Total);
        Assert.Equal(sheet.Total >= 80, sheet.GradesOpen.Contains("excellent"));
        Assert.Equal(sheet.Total >= 60, sheet.GradesOpen.Contains("qualified"));
        Assert.Contains("unqualified", sheet.GradesOpen);
    });
}
