using System.Globalization;

namespace Hongyan.Features.Lists;

/// <summary>Probationary members away whose probation ends soon or is over, and how far their conversion has come.</summary>
internal static class ProbationEnding
{
    private const int Days = 90;

    public static readonly PeopleList List = new("probation")
    {
        From = SojournColumns.Tables,
        Where =
            $"s.ended_on is null and m.status = 'probationary' "
                + $"and m.probation_ends <= @today + {Days.ToString(CultureInfo.InvariantCulture)} and {SojournColumns.AtEither}",
        Columns =
        [
            SojournColumns.Member, SojournColumns.Branch with { Name = "home" }, SojournColumns.Host, new("probation-ends", "m.probation_ends", Show.DueDay),
            SojournColumns.LastOf("opinion-asked", "conversion-opinion-asked"), SojournColumns.LastOf("opinion-given", "conversion-opinion"),
            SojournColumns.LastOf("decided", "conversion-decided"),
            SojournColumns.Sex, SojournColumns.Phone, new("joined", "m.joined", Show.Day) { OnlyInFile = true },
        ],
        Filters =
        [
            SojournColumns.ByName,
            new ChoiceFilter("step", ("", ""), ("ask", $"not {SojournColumns.Has("conversion-opinion-asked")}"),
                ("opinion", $"{SojournColumns.Has("conversion-opinion-asked")} and not {SojournColumns.Has("conversion-opinion")}"),
                ("decide", $"not {SojournColumns.Has("conversion-decided")}")),
            new ChoiceFilter("ends", ("", ""), ("over", "m.probation_ends < @today"), ("coming", "m.probation_ends >= @today")),
        ],
        Sort = "probation-ends",
    };
}
