using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hongyan.Features.Reports;

namespace Hongyan.Tests.Reports;

public sealed class SampleFiguresTests(Sampled sampled) : IClassFixture<Sampled>
{
    [Fact]
    public async Task The_samples_give_the_published_figures()
    {
        var report = await sampled.ReportAsync(Sampled.Day);
        using var expected = JsonDocument.Parse(await File.ReadAllTextAsync(
            Path.Combine(TestCluster.RepositoryRoot, "tests", "samples", "outflow-roster.expected.json"), TestContext.Current.CancellationToken));

        using var json = JsonDocument.Parse(SituationJson.Write(report.Figures, report.Traffic));

        Assert.Equal(
            ["members", "floating", "outflow", "inflow", "outflowShare", "sex", "age", "education", "direction", "duration", "within", "notLeft", "expected",
                "inflow.guests", "inflow.unconfirmed", "guests.origin", "guests.checked", "guests.matched", "homes", "refused", "letters", "messages"],
            json.RootElement.EnumerateObject().Select(one => one.Name));
        foreach (var figure in json.RootElement.EnumerateObject())
        {
            if (figure.Name is "within" or "notLeft" or "expected" or "inflow.guests" or "inflow.unconfirmed")
            {
                Assert.Equal(0, figure.Value.GetInt32());
                continue;
            }
            if (figure.Name.StartsWith("guests.", StringComparison.Ordinal) || figure.Name is "homes" or "refused" or "letters" or "messages")
            {
                Assert.DoesNotMatch("[1-9]", figure.Value.GetRawText());
                continue;
            }
            var wanted = expected.RootElement.GetProperty(figure.Name);
            if (figure.Name == "outflowShare")
                Assert.Equal(wanted.GetDouble(), figure.Value.GetDouble(), 12);
            else
                Assert.True(JsonNode.DeepEquals(JsonNode.Parse(wanted.GetRawText()), JsonNode.Parse(figure.Value.GetRawText())), figure.ToString());
        }
    }

    [Theory]
    [InlineData(false, "0.91%")]
    [InlineData(true, "1%")]
    public async Task The_share_is_written_with_both_figures_and_its_rounding(bool whole, string share)
    {
        var report = await sampled.ReportAsync(Sampled.Day);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        var text = Documents.PlainText.Write(SituationDocument.Of(report, whole));

        Assert.Contains($"流出党员占比为{share}（6÷660，四舍五入", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_document_names_nobody()
    {
        var report = await sampled.ReportAsync(Sampled.Day);
        var people = await sampled.NamesAsync(Sampled.Day, "sex", "male");
        people = [.. people, .. await sampled.NamesAsync(Sampled.Day, "sex", "female")];
        Assert.Equal(report.Figures.Floating, people.Count);
        foreach (var language in new[] { "zh-CN", "en" })
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            var text = Documents.PlainText.Write(SituationDocument.Of(report, wholePercent: false));
            Assert.All(people, person => Assert.DoesNotContain(person.Name, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_figures_of_the_parts_make_up_those_of_the_whole()
    {
        var parts = new List<SituationReport>();
        foreach (var committee in new[] { "001.001", "001.002", "001.003", "001.004" }) parts.Add(await sampled.ReportAsync(Sampled.Day, committee));

        Assert.Equal(660, parts.Sum(part => part.Figures.Members));
        Assert.Equal(6, parts.Sum(part => part.Figures.Outflow));
    }

    [Fact]
    public async Task Each_figure_opens_the_names_behind_it()
    {
        var report = await sampled.ReportAsync(Sampled.Day);

        foreach (var breakdown in report.Figures.Breakdowns)
        {
            foreach (var group in breakdown.Groups)
                Assert.Equal(group.Count, (await sampled.NamesAsync(Sampled.Day, breakdown.Name, group.Key)).Count);
        }
    }

    [Fact]
    public void A_share_too_small_for_a_whole_number_is_not_called_nought()
    {
        Assert.Equal("<1%", Percent.Of(1, 660, whole: true));
        Assert.Equal("0%", Percent.Of(0, 660, whole: true));
        Assert.Equal("0.15%", Percent.Of(1, 660, whole: false));
    }
}
