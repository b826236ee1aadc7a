using Hongyan.Platform;
using Hongyan.Rules.Duties;

namespace Hongyan.Tests.Duties;

public sealed class BasisTextTests
{
    [Fact]
    public void A_duty_that_rests_on_no_clause_says_its_fact()
    {
        var without = DutyBook.Rules
            .Where(rule => rule.Clauses.Count == 0)
            .Select(rule => rule.Kind)
            .ToList();
        Assert.Contains("conversion-approval", without);
        Assert.All(without, kind => Assert.NotNull(TextBook.Whole.Find("Duties", "fact." + kind)));
    }
}
