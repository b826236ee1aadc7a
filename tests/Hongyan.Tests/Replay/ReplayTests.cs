using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Replay;

/// <summary>By day, a part of the cases.</summary>
public sealed class SampledReplayTests(SampledReplay replayed, ITestOutputHelper output) : ReplayTests(replayed, output), IClassFixture<SampledReplay>;

[Trait("part", "night")]
public sealed class WholeReplayTests(WholeReplay replayed, ITestOutputHelper output) : ReplayTests(replayed, output), IClassFixture<WholeReplay>;

/// <summary>The database and the pages say what the rules say of the case files.</summary>
public abstract class ReplayTests(Replayed replayed, ITestOutputHelper output)
{
    [Fact]
    public void Every_case_is_kept_in_the_table_as_its_file_expects_and_as_the_rules_tell_it()
    {
        output.WriteLine(
            $"{replayed.Cases.Count} cases, {replayed.Sent} records sent to pages, {replayed.WithoutPage.Count} written without, "
                + $"{replayed.Compared} days compared in {replayed.Took.TotalSeconds:0} s");
        foreach (var difference in replayed.Differences)
            output.WriteLine(difference);
        Assert.Empty(replayed.Differences);
        Assert.Equal(replayed.Cases.Sum(one => one.Told.Expect.Count), replayed.Compared);
        Assert.Equal(replayed.Cases.Sum(one => one.Events.Count), replayed.Sent + replayed.Refused.Count + replayed.WithoutPage.Count);
    }

    [Fact]
    public void Pages_take_everything_that_is_possible()
    {
        foreach (var (one, happened, answer) in replayed.Refused)
            output.WriteLine($"{one} | {EventJson.Write(happened)} | {answer}");
        Assert.Equal(OfTheseCases(Reasons.Impossible.Keys),
            replayed.Refused.Select(refused => Reasons.KeyOf(refused.Case, refused.Happened)).Distinct().Order());
    }

    [Fact]
    public void Hardly_anything_is_written_without_a_page()
    {
        foreach (var (one, happened, answer) in replayed.WithoutPage)
            output.WriteLine($"{one} | {EventJson.Write(happened)} | {answer}");
        var unlike = replayed.WithoutPage.Where(written => Reasons.OfNoPage(written.Happened, written.Case) is null);
        Assert.Equal(OfTheseCases(Reasons.Unlike.Keys), unlike.Select(written => Reasons.KeyOf(written.Case, written.Happened)).Distinct().Order());
        Assert.True(replayed.Sent > 0.9 * replayed.Cases.Sum(one => one.Events.Count));
    }

    private IEnumerable<string> OfTheseCases(IEnumerable<string> keys)
    {
        var cases = replayed.Cases.Select(one => $"{one} | ").ToList();
        return keys.Where(key => cases.Any(one => key.StartsWith(one, StringComparison.Ordinal))).Order();
    }
}
