using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Replay;

/// <summary>The database and the pages say what the rules say, of every case file there is.</summary>
public sealed class ReplayTests(Replayed replayed, ITestOutputHelper output) : IClassFixture<Replayed>
{
    /// <summary>What a page does not take, and why it should not. The file's own expectation holds without it.</summary>
    private static readonly Dictionary<string, string> Impossible = new()
    {
        ["Duties/NameContact: a probationary member or the host's person does not do | contact-person-named"] = "only a full member can be named",
        ["Duties/VerifyAndPlace: nothing before he reports in | placed"] = "nobody is placed before he has reported in",
        ["Duties/ReportIn: a report before the departure closes nothing | reported-in"] = "nobody arrives before he has left",
        ["Duties/PayDues: dues of another month close nothing | dues-paid"] = "a month in which he was not away is no month of this stay",
        ["Duties/VerifyAndPlace: a refusal without a reason is none | refused"] = "there is no refusal without a reason code",
        ["Duties/UrgeTransfer: unwillingness without a reason closes nothing | transfer-not-wanted"] = "the reason is asked for",
        ["Duties/NotifyRights: the host's election is not his | election"] = "his vote is at home",
        ["Duties/NotifyRights: word of another event closes nothing | notified"] = "only what was announced can be told",
        ["Duties/InviteToLife: home's meeting is not the host's | meeting"] = "meetings to which he is called are the host's",
        ["Duties/CheckReturn: checked before the return closes nothing | return-checked"] = "a return is checked after it",
        ["Duties/ReportReturn: presented before the return closes nothing | certificate-presented"] = "a certificate is presented after the return",
    };

    /// <summary>What has no page of its own, and why.</summary>
    private static readonly Dictionary<string, string> Pageless = new()
    {
        ["reported-in"] = "an arrival that begins a stay comes with a roster of the host",
        ["placed"] = "an arrival that begins a stay comes with a roster of the host",
        ["deduction"] = "proposed by one and approved by another: a procedure, not a form",
    };

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
        Assert.Equal(Impossible.Keys.Order(), replayed.Refused.Select(refused => $"{refused.Case} | {EventJson.TypeOf(refused.Happened)}").Distinct().Order());
    }

    [Fact]
    public void Hardly_anything_is_written_without_a_page()
    {
        foreach (var (one, happened, answer) in replayed.WithoutPage)
            output.WriteLine($"{one} | {EventJson.Write(happened)} | {answer}");
        Assert.Equal(Pageless.Keys.Order(), replayed.WithoutPage.Select(written => EventJson.TypeOf(written.Happened)).Distinct().Order());
        Assert.All(replayed.WithoutPage, written => Assert.True(written.Happened is Deduction || written.Happened == written.Case.Opening));
    }
}
