using Hongyan.Rules.Dues;

namespace Hongyan.Rules.Tests.Dues;

public sealed class DuesRatesTests
{
    [Theory]
    [InlineData("employee", "0", "0.00")]
    [InlineData("employee", "2999.99", "15.00")]
    [InlineData("employee", "3000.00", "15.00")]
    [InlineData("employee", "3000.01", "30.00")]
    [InlineData("employee", "5000", "50.00")]
    [InlineData("employee", "5000.01", "75.00")]
    [InlineData("employee", "10000", "150.00")]
    [InlineData("employee", "10000.01", "200.00")]
    [InlineData("employee", "1001", "5.01")] // half a fen up: 5.005
    [InlineData("annual-salary", "5000", "50.00")]
    [InlineData("self-employed", "3000.01", "30.00")]
    [InlineData("retired", "5000", "25.00")]
    [InlineData("retired", "5000.01", "50.00")]
    [InlineData("student", "9000", "0.20")]
    [InlineData("jobless", "0", "0.20")]
    public void One_rate_holds_for_the_whole_base(string category, string monthly, string dues) =>
        Assert.Equal(decimal.Parse(dues), DuesRates.Monthly(category, decimal.Parse(monthly)));

    [Fact]
    public void A_farmer_pays_what_his_branch_has_set()
    {
        Assert.Equal(0.20m, DuesRates.Monthly("farmer", 0));
        Assert.Equal(1.00m, DuesRates.Monthly("farmer", 0, 1.00m));
        Assert.Throws<ArgumentException>(() => DuesRates.Monthly("farmer", 0, 0.19m));
        Assert.Throws<ArgumentException>(() => DuesRates.Monthly("farmer", 0, 1.01m));
    }

    [Fact]
    public void Unknown_categories_and_negative_bases_are_refused()
    {
        Assert.Contains("“pirate”", Assert.Throws<ArgumentException>(() => DuesRates.Monthly("pirate", 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => DuesRates.Monthly("employee", -0.01m));
    }
}
