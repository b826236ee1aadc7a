using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Sojourns;

/// <summary>What a record must say when somebody writes it.</summary>
public sealed class EvidenceTests
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    [Fact]
    public void A_contact_says_how_about_what_and_in_a_sentence() =>
        Assert.Equal(["means", "topics", "content"], Missing(new Contact { On = Day, By = Side.Home }));

    [Fact]
    public void A_contact_with_topics_and_content_is_whole() =>
        Assert.Empty(Missing(new Contact { On = Day, By = Side.Home, Means = "phone", Topics = ["work"], Content = "工作稳定。" }));

    [Fact]
    public void A_blank_sentence_is_none() =>
        Assert.Equal(["content"], Missing(new Contact { On = Day, By = Side.Home, Means = "phone", Topics = ["work"], Content = "  " }));

    [Fact]
    public void An_attempt_says_when_it_is_made_again() =>
        Assert.Equal(["retryOn"], Missing(new Contact { On = Day, By = Side.Home, Means = "phone", Reached = false }));

    [Fact]
    public void A_departure_has_reason_place_and_phone() =>
        Assert.Equal(["reason", "destination", "phone"], Missing(new DepartureReported { On = Day, Departs = Day }));

    [Fact]
    public void A_briefing_leaves_out_no_topic_without_its_reason()
    {
        Assert.Equal(["topics"], Missing(new Briefed { On = Day, Topics = ["certificate"] }));
        Assert.Empty(Missing(new Briefed { On = Day, Topics = ["certificate"], Missing = new Dictionary<string, string> { ["dues"] = "本月已谈过" } }));
    }

    [Fact]
    public void A_change_says_what_it_is_now() => Assert.Equal(["value"], Missing(new ChangeReported { On = Day, What = "phone" }));

    [Fact]
    public void Who_told_a_member_says_how_and_who_he_is() =>
        Assert.Equal(["means", "by"], Missing(new Notified { On = Day, Event = "election-2026-04-01", How = "told" }));

    private static IEnumerable<string> Missing(SojournEvent happened) => happened.MissingEvidence(["certificate", "dues"]);
}
