using System.Globalization;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.Hosting.Internal;

namespace Hongyan.Tests.Duties;

public sealed class DutyNameTests
{
    private readonly Texts texts = new Texts(new HostingEnvironment { EnvironmentName = "Test" }).For("Duties");

    [Theory]
    [InlineData("home-contact", "2026-07", "每月联系", "Monthly contact")]
    [InlineData("home-contact", "2026-Q3", "每季度联系", "Quarterly contact")]
    [InlineData("home-contact", "2026-H2", "每半年联系", "Half-yearly contact")]
    [InlineData("home-contact", "2026", "每年联系", "Yearly contact")]
    [InlineData("home-contact", null, "定期联系", "Regular contact")]
    [InlineData("pay-dues", "2026-07", "交纳党费", "Pay dues")]
    public void A_name_that_says_how_often_follows_the_period(string kind, string? period, string chinese, string english)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
            Assert.Equal(chinese, DutyName.Of(kind, period, texts));
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
            Assert.Equal(english, DutyName.Of(kind, period, texts));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
