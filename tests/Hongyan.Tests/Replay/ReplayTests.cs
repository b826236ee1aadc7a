using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Replay;

/// <summary>The database and the pages say what the rules say, of every case file there is.</summary>
public sealed class ReplayTests(Replayed replayed, ITestOutputHelper output) : IClassFixture<Replayed>
{
    [Fact]
    public void Every_case_is_kept_in_the_table_as_its_file_expects_and_as_the_rules_tell_it()
    {
        output.WriteLine($"{FiledCase.All.Count} cases, {replayed.Sent} records sent to pages, {replayed.WithoutPage.Count} written without, {replayed.Compared} days compared in {replayed.Took.TotalSeconds:0} s");
        foreach (var difference in replayed.Differences)
            output.WriteLine(difference);
        Assert.Empty(replayed.Differences);
        Assert.Equal(FiledCase.All.Sum(one => one.Told.Expect.Count), replayed.Compared);
        Assert.Equal(FiledCase.All.Sum(one => one.Events.Count), replayed.Sent + replayed.Refused.Count + replayed.WithoutPage.Count);
    }

    [Fact]
    public void Pages_take_everything_that_is_possible()
    {
        foreach (var (one, happened, answer) in replayed.Refused)
            output.WriteLine($"{one} | {EventJson.Write(happened)} | {answer}");
        Assert.Equal(Reasons.Impossible.Keys.Order(), replayed.Refused.Select(refused => Reasons.KeyOf(refused.Case, refused.Happened)).Distinct().Order());
    }

    [Fact]
    public void Hardly_anything_is_written_without_a_page()
    {
        foreach (var (one, happened, answer) in replayed.WithoutPage)
            output.WriteLine($"{one} | {EventJson.Write(happened)} | {answer}");
        var unlike = replayed.WithoutPage.Where(written => Reasons.OfNoPage(written.Happened, written.Case) is null);
        Assert.Equal(Reasons.Unlike.Keys.Order(), unlike.Select(written => Reasons.KeyOf(written.Case, written.Happened)).Distinct().Order());
        Assert.True(replayed.Sent > 0.9 * FiledCase.All.Sum(one => one.Events.Count));
    }
}
