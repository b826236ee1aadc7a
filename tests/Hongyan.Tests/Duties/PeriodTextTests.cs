using System.Globalization;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;
using Microsoft.Extensions.Hosting.Internal;

namespace Hongyan.Tests.Duties;

public sealed class PeriodTextTests
{
    private readonly Texts texts = new Texts(new HostingEnvironment { EnvironmentName = "Test" }).For("Duties");

    [Theory]
    [InlineData("home-contact", "2026-Q3", "2026年第三季度", "Q3 2026")]
    [InlineData("pay-dues", "2026-03", "2026年3月", "Mar 2026")]
    [InlineData("home-contact", "2026-H1", "2026年上半年", "first half of 2026")]
    [InlineData("review", "2026", "2026年", "2026")]
    [InlineData("festival-care", "2026-spring-festival", "2026年春节", "Spring Festival 2026")]
    [InlineData("festival-care", "2026-07-01", "2026年七一", "1 July 2026")]
    [InlineData("festival-care", "2026-10-01", "2026年10-01", "10-01 2026")]
    [InlineData("report-change", "2026-07-01", "2026-07-01", "1 Jul 2026")]
    [InlineData("notify-rights", "election-2026-05-03", "选举（2026-05-03）", "Election (3 May 2026)")]
    public void A_period_is_said_as_people_say_it(string kind, string period, string chinese, string english)
    {
        Assert.Equal(chinese, In("zh-CN", () => PeriodText.Of(kind, period, texts)));
        Assert.Equal(english, In("en", () => PeriodText.Of(kind, period, texts)));
    }

    [Fact]
    public void Every_kind_type_party_state_and_warning_has_a_name()
    {
        var kinds = DutyBook.Rules.Select(rule => rule.Kind).ToList();
        var keys = kinds.Select(kind => "kind." + kind).Concat(kinds.Select(kind => "how." + kind)).Concat(kinds.Select(kind => "act." + kind))
            .Concat(Enum.GetValues<Party>().Select(party => "party." + Hongyan.Rules.Cases.DutyLine.NameOf(party)))
            .Concat(Enum.GetValues<DutyState>().Select(state => "state." + Hongyan.Rules.Cases.DutyLine.NameOf(state)))
            .Concat(WarningBook.Rules.Select(rule => "warning." + rule.Kind));
        Assert.All(keys, key => Assert.True(texts.Has(key), key));
        Assert.All(kinds, kind => Assert.Contains(DutyCloser.Of(kind, null, "").Type, Hongyan.Records.RecordForm.All.Keys));
    }

    private static string? In(string culture, Func<string?> say)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
