using System.Globalization;

namespace Hongyan.Features.Lists;

/// <summary>Probationary members away whose probation ends soon or is over, and how far their conversion has come.</summary>
internal static class ProbationEnding
{
    private const int Days = 90;

    public static readonly PeopleList List = new("probation")
    {
        From = Stays.Tables,
        Where = $"s.ended_on is null and m.status = 'probationary' and m.probation_ends <= @today + {Days.ToString(CultureInfo.InvariantCulture)} and {Stays.AtEither}",
        Columns =
        [
            Stays.Member, Stays.Branch with { Name = "home" }, Stays.Host, new("probation-ends", "m.probation_ends", Show.DueDay),
            Stays.LastOf("opinion-asked", "conversion-opinion-asked"), Stays.LastOf("opinion-given", "conversion-opinion"),
            Stays.LastOf("decided", "conversion-decided"),
            Stays.Sex, Stays.Phone, new("joined", "m.joined", Show.Day) { OnlyInFile = true },
        ],
        Filters =
        [
            Stays.ByName,
            new ChoiceFilter("step", ("", ""), ("ask", $"not {Stays.Has("conversion-opinion-asked")}"),
                ("opinion", $"{Stays.Has("conversion-opinion-asked")} and not {Stays.Has("conversion-opinion")}"), ("decide", $"not {Stays.Has("conversion-decided")}")),
            new ChoiceFilter("ends", ("", ""), ("over", "m.probation_ends < @today"), ("coming", "m.probation_ends >= @today")),
        ],
        Sort = "probation-ends",
    };
}
