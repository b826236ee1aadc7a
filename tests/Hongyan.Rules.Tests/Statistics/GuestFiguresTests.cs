using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Statistics;

namespace Hongyan.Rules.Tests.Statistics;

public sealed class GuestFiguresTests
{
    private static readonly DateOnly Day = new(2026, 11, 20);
    private static readonly ReportedIn Arrived = new() { On = new(2026, 2, 1), Shown = ReportedIn.Nothing, HomeSaid = "外省某村党支部" };
    private static readonly HomeAsked Asked = new() { On = new(2026, 2, 3), What = [HomeAsked.Membership], Way = "letter", To = "外省某村党支部" };

    [Theory]
    [InlineData("signature", "signature", true)]
    [InlineData("certificate", "certificate", true)]
    [InlineData("letter", "letter", true)]
    [InlineData("nothing", "by-asking", false)]
    [InlineData(null, "by-asking", false)]
    public void What_was_shown_says_by_what_he_was_received_and_whether_he_is_confirmed(string? shown, string way, bool confirmed)
    {
        var word = GuestWord.On(Day, [Arrived with { Shown = shown }]);
        Assert.Equal((way, confirmed), (word.Checked, word.IsConfirmed));
    }

    [Theory]
    [InlineData("2026-02-02", false, null, null, "never")]
    [InlineData("2026-02-03", false, "2026-02-03", null, "asked")]
    [InlineData("2026-02-09", false, "2026-02-03", null, "asked")]
    [InlineData("2026-02-10", true, "2026-02-03", "2026-02-10", "letter")]
    [InlineData("2026-11-20", true, "2026-02-03", "2026-02-10", "letter")]
    public void A_home_that_answers_confirms_from_that_day_on(string day, bool confirmed, string? asked, string? answered, string matched) =>
        AssertWord(day, confirmed, asked, answered, matched, Arrived, Asked, Answer(HomeAnswered.Yes));

    [Theory]
    [InlineData("2026-02-09", true, "asked")]
    [InlineData("2026-02-10", false, "asked")]
    public void A_home_that_denies_him_takes_back_what_he_showed(string day, bool confirmed, string matched)
    {
        var word = GuestWord.On(DateOnly.Parse(day), [Arrived with { Shown = ReportedIn.Certificate }, Asked, Answer(HomeAnswered.No)]);
        Assert.Equal((confirmed, matched), (word.IsConfirmed, word.Matched));
    }

    [Fact]
    public void Another_home_has_not_been_asked_and_has_confirmed_nothing()
    {
        var changed = new HomeChanged { On = new(2026, 3, 1), Name = "外省另一党支部", Since = new(2026, 3, 1) };
        AssertWord("2026-03-01", false, null, null, "asked", Arrived, Asked, Answer(HomeAnswered.Yes), changed);
        AssertWord("2026-03-05", true, "2026-03-02", "2026-03-05", "envelope", Arrived, Asked, Answer(HomeAnswered.Yes), changed,
            Asked with { On = new(2026, 3, 2) }, Answer(HomeAnswered.Yes, "envelope") with { On = new(2026, 3, 5) });
    }

    [Fact]
    public void What_was_asked_beside_membership_and_an_unknown_home_count_for_nothing()
    {
        AssertWord("2026-11-20", false, null, null, "asked", Arrived, Asked with { What = ["dues"] }, Answer(HomeAnswered.Yes) with { What = "dues" });
        Assert.Equal("unknown", GuestWord.On(Day, [Arrived with { HomeSaid = null, HomeUnknown = true }]).Matched);
        Assert.Null(GuestWord.On(Day, []).Checked);
    }

    [Fact]
    public void They_are_counted_by_origin_check_and_answer_with_the_unknown_last()
    {
        var figures = new Situation(Day, 5, "320000",
        [
            Guest("430000", Arrived, Asked, Answer(HomeAnswered.Yes)), Guest("430000", Arrived with { Shown = ReportedIn.Certificate }),
            Guest("110000", Arrived, Asked with { On = new(2026, 2, 6) }, Answer(HomeAnswered.No)), Guest(null, Arrived, Asked),
            new FloatingPerson(Guid.CreateVersion7(), Flow.Inflow, "male", null, null, "430000", new(2026, 2, 1)),
        ]).GuestFigures;
        Assert.Equal((4, 2, 3, 2, (decimal?)5.5m), (figures.Count, figures.Unconfirmed, figures.HomesAsked, figures.HomesAnswered, figures.DaysToAnswer));
        Assert.Equal((GroupCount[])[new("430000", 2), new("110000", 1), new("unknown", 1)], figures.Breakdowns[0].Groups);
        Assert.Equal((GroupCount[])[new("signature", 0), new("certificate", 1), new("letter", 0), new("by-asking", 3)], figures.Breakdowns[1].Groups);
        Assert.Equal((GroupCount[])[new("envelope", 0), new("letter", 1), new("asked", 2), new("never", 1)], figures.Breakdowns[2].Groups);
        Assert.All(figures.Breakdowns, breakdown => Assert.Equal(figures.Count, breakdown.Groups.Sum(group => group.Count)));
    }

    [Fact]
    public void A_group_has_guests_in_it_and_nobody_else()
    {
        var guest = Guest("430000", Arrived);
        var member = new FloatingPerson(Guid.CreateVersion7(), Flow.Inflow, "male", null, null, "430000", new(2026, 2, 1));
        var situation = new Situation(Day, 5, "320000", [guest, member]);
        Assert.Equal(("430000", (string?)null), (situation.GroupOf("origin", guest), situation.GroupOf("origin", member)));
        Assert.Equal(1, situation.Guests);
    }

    private static void AssertWord(string day, bool confirmed, string? asked, string? answered, string matched, params SojournEvent[] events)
    {
        var word = GuestWord.On(DateOnly.Parse(day), events);
        Assert.Equal((confirmed, Of(asked), Of(answered), matched), (word.IsConfirmed, word.AskedOn, word.AnsweredOn, word.Matched));

        static DateOnly? Of(string? text) => text is null ? null : DateOnly.Parse(text);
    }

    private static HomeAnswered Answer(string answer, string way = "phone") =>
        new() { On = new(2026, 2, 10), What = HomeAsked.Membership, Answer = answer, Way = way };

    private static FloatingPerson Guest(string? province, params SojournEvent[] events) =>
        new(Guid.CreateVersion7(), Flow.Inflow, "unknown", null, null, province, new(2026, 2, 1)) { IsGuest = true, Word = GuestWord.On(Day, events) };
}

public sealed class OutsideTrafficTests
{
    private static readonly DateOnly Day = new(2026, 6, 30);

    [Fact]
    public void The_year_counts_to_the_day_and_what_is_answered_later_is_open_on_it()
    {
        var traffic = new OutsideTraffic(Day,
        [
            Row(OutsideTraffic.Refused, "not-here", "2025-12-31", null, 8), Row(OutsideTraffic.Refused, "not-here", "2026-01-01", null),
            Row(OutsideTraffic.Refused, "other", "2026-06-30", null, 2), Row(OutsideTraffic.Refused, "other", "2026-07-01", null, 4),
            Row(OutsideTraffic.Letter, "post", "2026-03-01", "2026-06-30", 3), Row(OutsideTraffic.Letter, "post", "2026-03-01", "2026-07-01"),
            Row(OutsideTraffic.Letter, "fax", "2026-03-01", null),
            Row(OutsideTraffic.Message, "accepted", "2026-05-01", "2026-05-02", 5), Row(OutsideTraffic.Message, "accepted", "2026-06-30", "2026-07-01"),
            Row(OutsideTraffic.Message, "refused", "2026-05-01", "2026-05-02"), Row(OutsideTraffic.Message, "queued", "2026-06-30", null, 2),
            Row(OutsideTraffic.Message, "withdrawn", "2026-06-30", null, 9),
        ]);
        Assert.Equal(new DateOnly(2026, 1, 1), traffic.Since);
        Assert.Equal((GroupCount[])[new("other", 2), new("not-here", 1)], traffic.Refusals.Groups);
        Assert.Equal((LetterCount[])[new("post", 4, 3), new("fax", 1, 0)], traffic.Letters);
        Assert.Equal((9, 5, 1, 3), (traffic.MessagesSent, traffic.MessagesAccepted, traffic.MessagesRefused, traffic.MessagesOpen));
        Assert.False(traffic.IsNothing);
        Assert.True(new OutsideTraffic(Day, []).IsNothing);
    }

    private static TrafficRow Row(string kind, string key, string on, string? answered, int count = 1) =>
        new(kind, key, DateOnly.Parse(on), answered is null ? null : DateOnly.Parse(answered), count);
}
