using Hongyan.Rules.Exchange;

namespace Hongyan.Rules.Tests.Exchange;

/// <summary>One direction, arrival by arrival.</summary>
public sealed class InboundTests
{
    private static readonly DateOnly Today = new(2026, 11, 30);

    [Fact]
    public void What_comes_in_order_is_judged_at_once()
    {
        var (at, arrival, _) = new Inbound().Arrive(One(1));
        Assert.Equal((Arrival.Next, 1L), (arrival, at.Ready!.Number));
        at = at.Answered(Accepted(1));
        Assert.Equal((1L, "id1"), (at.Applied, at.LastId));
        Assert.Null(at.Ready);
    }

    [Fact]
    public void What_comes_early_is_kept_and_what_is_missing_is_asked_for()
    {
        var (at, arrival, _) = new Inbound().Arrive(One(3));
        Assert.Equal(Arrival.Early, arrival);
        (at, _, _) = at.Arrive(One(6));
        Assert.Equal([(1, 2), (4, 5)], at.Missing);
        Assert.Null(at.Ready);
        at = Take(at, One(1));
        Assert.Equal([(2, 2), (4, 5)], at.Missing);
        at = Take(at, One(2));
        Assert.Equal(3, at.Ready!.Number);
        at = at.Answered(Accepted(3));
        Assert.Null(at.Ready);
        Assert.Equal([(4, 5)], at.Missing);
    }

    [Fact]
    public void A_repeat_gets_the_first_answer_accepted_or_refused()
    {
        var at = Take(new Inbound(), One(1)).Arrive(One(2)).After;
        var refused = new Receipt("id2", 2, Today, RefusalCodes.NoSharedCase, "没有这件事");
        at = at.Answered(refused);
        Assert.Equal((Arrival.Repeat, refused), (at.Arrive(One(2)).Arrival, at.Arrive(One(2)).Answer));
        Assert.True(at.Arrive(One(1)).Answer!.IsAccepted);
        Assert.Equal(at, at.Arrive(One(2)).After);
    }

    [Fact]
    public void A_refused_one_uses_up_its_number_and_nothing_waits_behind_it()
    {
        var (at, _, _) = new Inbound().Arrive(One(2));
        at = at.Arrive(One(1)).After.Answered(new Receipt("id1", 1, Today, RefusalCodes.Newer));
        Assert.Equal(2, at.Ready!.Number);
    }

    [Fact]
    public void A_used_number_with_other_content_stops_the_direction()
    {
        var at = Take(Take(new Inbound(), One(1)), One(2));
        var (stopped, arrival, _) = at.Arrive(new Numbered(0, 2, "other", "id1"));
        Assert.Equal((Arrival.Fork, true), (arrival, stopped.IsStopped));
        Assert.Equal(Arrival.Stopped, stopped.Arrive(One(3)).Arrival);
        Assert.Equal(Arrival.Repeat, stopped.Arrive(One(1)).Arrival); // its answer stands
        Assert.Null(stopped.Ready);
    }

    [Fact]
    public void The_next_number_after_another_history_stops_it_too_also_when_it_came_early()
    {
        var at = Take(new Inbound(), One(1));
        Assert.Equal(Arrival.Fork, at.Arrive(new Numbered(0, 2, "id2", "other")).Arrival);
        var (early, arrival, _) = at.Arrive(new Numbered(0, 3, "id3", "other"));
        Assert.Equal(Arrival.Early, arrival);
        var after = early.Arrive(One(2)).After.Answered(Accepted(2));
        Assert.True(after.IsStopped);
        Assert.Equal(Arrival.Fork, early.Arrive(new Numbered(0, 3, "id3b", "id2")).Arrival); // one number, two contents
    }

    [Fact]
    public void Nothing_is_kept_far_ahead()
    {
        var (at, arrival, _) = new Inbound().Arrive(One(Inbound.Window + 1));
        Assert.Equal((Arrival.Early, 0), (arrival, at.Kept.Count));
    }

    [Fact]
    public void After_a_restore_that_was_noticed_both_go_on_in_another_epoch_and_no_number_comes_again()
    {
        var receiver = Take(Take(Take(new Inbound(), One(1)), One(2)), One(3)).Arrive(One(5)).After;
        var restored = new Outbound(0, 2, "id2").Restored();
        Assert.Throws<InvalidOperationException>(() => restored.Sent("x"));
        var agreed = restored.Propose(Held.Of(receiver));
        Assert.Equal((1, 5L + Outbound.Leap, "id3"), (agreed.Epoch, agreed.First, agreed.Previous));
        var (sender, after) = (Outbound.Resynchronised(agreed), receiver.Resynchronised(agreed));
        Assert.Equal(agreed.First, sender.NextNumber);
        Assert.Equal(Arrival.Outdated, after.Arrive(One(4)).Arrival); // it was still on its way
        Assert.Equal(Arrival.Outdated, after.Arrive(One(5)).Arrival);
        Assert.True(after.Arrive(One(3)).Answer!.IsAccepted);
        Assert.Equal(Arrival.Next, after.Arrive(new Numbered(1, sender.NextNumber, "new", sender.LastId)).Arrival);
    }

    [Fact]
    public void A_new_epoch_that_was_not_agreed_is_not_judged()
    {
        var at = Take(new Inbound(), One(1));
        Assert.Equal(Arrival.Stopped, at.Arrive(new Numbered(1, 2, "id2", "id1")).Arrival);
    }

    [Theory]
    [InlineData("1.0", null)]
    [InlineData("1.9", null)]
    [InlineData("2.0", RefusalCodes.Newer)]
    [InlineData("0.9", RefusalCodes.Newer)]
    public void A_newer_major_is_refused_and_a_newer_minor_is_read(string version, string? refusal) =>
        Assert.Equal(refusal, MessageVersion.Parse(version)!.Value.Refusal);

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("-1.0")]
    [InlineData("1.0.0")]
    [InlineData("99999.0")]
    [InlineData(null)]
    public void What_is_no_version_is_none(string? text) => Assert.Null(MessageVersion.Parse(text));

    [Fact]
    public void The_first_answer_ends_a_sent_message()
    {
        Assert.Equal(SentState.Accepted, Sending.After(SentState.Sent, Accepted(1)));
        Assert.Equal(SentState.Refused, Sending.After(SentState.Refused, Accepted(1)));
        Assert.Equal(SentState.Withdrawn, Sending.After(SentState.Withdrawn, Accepted(1)));
        Assert.Equal(TimeSpan.FromMinutes(1), Sending.Pause(1));
        Assert.Equal(30, Enumerable.Range(5, 40).Count(tries => Sending.Pause(tries) == TimeSpan.FromDays(1)));
        Assert.Null(Sending.Pause(35));
    }

    [Fact]
    public void A_fingerprint_is_eight_groups_of_five_digits_and_is_the_same_however_it_is_typed()
    {
        var one = Fingerprint.Of(new byte[32], new byte[32]);
        Assert.Matches("^[0-9]{5}( [0-9]{5}){7}$", one);
        Assert.True(Fingerprint.IsSame(one, one.Replace(' ', '-')));
        Assert.False(Fingerprint.IsSame(one, one[..^1]));
        Assert.NotEqual(one, Fingerprint.Of(new byte[32], [1, .. new byte[31]]));
    }

    private static Numbered One(long number) => new(0, number, $"id{number}", number == 1 ? null : $"id{number - 1}");

    private static Receipt Accepted(long number) => new($"id{number}", number, Today);

    private static Inbound Take(Inbound at, Numbered message) => at.Arrive(message).After.Answered(Accepted(message.Number));
}
