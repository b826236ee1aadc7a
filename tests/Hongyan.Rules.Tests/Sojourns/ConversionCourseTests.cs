using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Sojourns;

public sealed class ConversionCourseTests
{
    private static readonly DateOnly End = new(2026, 4, 20);

    [Fact]
    public void An_approved_extension_begins_a_second_round_with_its_own_end()
    {
        var until = new DateOnly(2026, 12, 1);
        var rounds = ConversionCourse.Of(
        [
            new ConversionApproved { On = new(2026, 5, 20) },
            new ConversionDecided { On = new(2026, 5, 1), Result = "extended", ProbationEnds = End, ExtendedTo = until },
            new ConversionOpinion { On = new(2026, 4, 25), Opinion = "extend" },
            new ConversionOpinionAsked { On = new(2026, 11, 1) },
        ], until);

        Assert.Equal([End, until], rounds.Select(round => round.End));
        Assert.Equal("extend", rounds[0].Opinion!.Opinion);
        Assert.Equal((new DateOnly(2026, 11, 1), null), (rounds[1].Asked!.On, rounds[1].Decided));
    }

    [Fact]
    public void Only_what_is_approved_holds()
    {
        var decided = new ConversionDecided { On = new(2026, 5, 1), Result = "converted", ProbationEnds = End };

        Assert.Null(ConversionCourse.Holding([decided]));
        Assert.Equal(new ApprovedConversion(decided, new(2026, 5, 9)), ConversionCourse.Holding([decided, new ConversionApproved { On = new(2026, 5, 9) }]));
    }

    [Theory]
    [InlineData("converted", "2026-04-19", null, false, "too-early")]
    [InlineData("converted", "2026-04-20", null, false, null)]
    [InlineData("cancelled", "2026-01-01", null, false, null)]
    [InlineData("extended", "2026-04-20", "2026-10-19", false, "short")]
    [InlineData("extended", "2026-04-20", "2026-10-20", false, null)]
    [InlineData("extended", "2026-04-20", "2027-04-20", false, null)]
    [InlineData("extended", "2026-04-20", "2027-04-21", false, "long")]
    [InlineData("extended", "2026-04-20", "2026-10-20", true, "second")]
    public void A_decision_stands_or_is_refused_for_a_reason(string result, string on, string? until, bool extendedBefore, string? refusal) =>
        Assert.Equal(refusal, ConversionCourse.Refusal(
            new ConversionDecided { On = DateOnly.Parse(on), Result = result, ExtendedTo = until is null ? null : DateOnly.Parse(until) }, End,
            extendedBefore));
}
