using System.Text.Json.Nodes;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Sojourns;

/// <summary>No record before its cause: every pair of the table, on the day before, on the day itself, and the other way round.</summary>
public sealed class CausesTests
{
    private static readonly DateOnly Day = new(2026, 3, 10);

    // What a type cannot be read without, in a form in which cause and effect belong together.
    private static readonly Dictionary<string, string> Fields = new()
    {
        ["departure-reported"] = "\"departs\":\"2026-03-10\"",
        ["contact-person-named"] = "\"by\":\"home\"",
        ["certificate-audited"] = "\"by\":\"home\"",
        ["contact"] = "\"by\":\"home\"",
        ["attempt"] = "\"by\":\"home\"",
        ["found"] = "\"by\":\"home\"",
        ["care"] = "\"by\":\"home\"",
        ["educated"] = "\"by\":\"host\"",
        ["served"] = "\"by\":\"host\"",
        ["feedback"] = "\"from\":\"host\"",
        ["branch-named"] = "\"organization\":\"001\"",
        ["refused"] = "\"code\":\"other\"",
        ["election"] = "\"takesPlace\":\"2026-04-01\",\"name\":\"换届\"",
        ["major-matter"] = "\"takesPlace\":\"2026-04-01\",\"name\":\"换届\"",
        ["meeting"] = "\"takesPlace\":\"2026-04-01\",\"name\":\"换届\"",
        ["notified"] = "\"event\":\"换届\"",
        ["notice-read"] = "\"event\":\"换届\"",
        ["opinion-given"] = "\"event\":\"换届\",\"text\":\"同意\"",
        ["dues-reduction-asked"] = "\"from\":\"2026-03\",\"to\":\"2026-06\",\"monthly\":1,\"reason\":\"困难\"",
        ["dues-reduction-decided"] = "\"approved\":true",
        ["conversion-decided"] = "\"result\":\"converted\"",
        ["home-asked"] = "\"what\":[\"membership\"]",
        ["guest-told"] = "\"of\":\"no-member\"",
        ["guest-heard"] = "\"of\":\"no-member\"",
        ["home-answered"] = "\"what\":\"membership\",\"answer\":\"yes\"",
        ["registered-nationally"] = "\"by\":\"home\"",
        ["not-national"] = "\"by\":\"home\",\"reason\":\"境外\"",
        ["asked-by-host"] = "\"what\":[\"membership\"]",
        ["host-answered"] = "\"what\":[\"membership\"]",
        ["told-home"] = "\"of\":\"placed\"",
        ["departure-learned"] = "\"departs\":\"2026-01-10\"",
        ["home-changed"] = "\"name\":\"测试镇党委\",\"since\":\"2026-01-10\"",
        ["host-changed"] = "\"host\":\"外省某街道党工委\"",
        ["dues-at-host"] = "\"from\":\"2026-04\",\"basis\":\"certificate\"",
        ["left-host"] = "\"reason\":\"job-ended\"",
        ["announced-closed"] = "\"why\":\"不来了\"",
        ["transferred-in"] = "\"branch\":\"001.001.001\"",
        ["transfer-refused"] = "\"reason\":\"不符\"",
    };

    public static TheoryData<string, string> Pairs { get; } = All();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_record_dated_before_its_cause_is_refused_and_the_cause_is_named(string type, string causeType)
    {
        var (cause, effect) = (Sample(causeType, Day, type), Sample(type, Day.AddDays(-1), causeType));
        var violation = Violation([cause, effect], happened => happened == effect);
        Assert.NotNull(violation);
        Assert.Same(effect, violation.Effect);
        Assert.Same(cause, violation.Cause);
        Assert.Equal(Day, violation.CauseDay);
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void On_the_day_of_its_cause_it_is_taken(string type, string causeType) =>
        Assert.Null(Violation([Sample(causeType, Day, type), Sample(type, Day, causeType)], _ => true));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_cause_cannot_be_moved_behind_what_it_caused(string type, string causeType)
    {
        var (cause, effect) = (Sample(causeType, Day, type), Sample(type, Day.AddDays(-1), causeType));
        Assert.Same(effect, Violation([effect, cause], happened => happened == cause)?.Effect);
    }

    [Fact]
    public void What_was_written_in_a_wrong_order_before_holds_up_no_other_record()
    {
        var (cause, effect) = (Sample("returned", Day, ""), Sample("certificate-presented", Day.AddDays(-1), ""));
        var other = Sample("dues-quarterly-agreed", Day, "");
        Assert.Null(Violation([cause, effect, other], happened => happened == other));
    }

    [Fact]
    public void A_contact_of_years_before_the_departure_is_refused() => Assert.NotNull(Violation(
        [new DepartureReported { On = new(2026, 1, 5), Departs = new(2026, 1, 10) }, new Contact { On = new(2020, 1, 1), By = Side.Home }], happened =>
            happened is Contact));

    [Fact]
    public void A_contact_between_report_and_departure_is_none_of_the_stay() => Assert.NotNull(Violation(
        [new DepartureReported { On = new(2026, 1, 5), Departs = new(2026, 1, 10) }, new Contact { On = new(2026, 1, 9), By = Side.Home }], happened =>
            happened is Contact));

    [Fact]
    public void A_second_seal_after_a_loss_has_its_cause_like_the_first() => Assert.Null(Violation(
    [
        new DepartureReported { On = new(2026, 1, 5), Departs = new(2026, 1, 10) }, new CertificateSealed { On = new(2026, 1, 6) },
        new CertificateIssued { On = new(2026, 1, 7) },
        new CertificateLost { On = new(2026, 2, 1) }, new CertificateSealed { On = new(2026, 2, 5) },
    ], _ => true));

    private static CauseViolation<SojournEvent>? Violation(IReadOnlyCollection<SojournEvent> events, Func<SojournEvent, bool> isNew) =>
        Causes.Violation(SojournRecords.Book, events, isNew);

    private static TheoryData<string, string> All()
    {
        var data = new TheoryData<string, string>();
        foreach (var type in SojournRecords.Book.Types)
        {
            foreach (var cause in type.Causes)
                data.Add(type.Name, cause.Type);
        }
        return data;
    }

    private static SojournEvent Sample(string type, DateOnly on, string other)
    {
        var json = JsonNode.Parse($$"""{"type":"{{type}}","on":"{{on:yyyy-MM-dd}}"{{(Fields.TryGetValue(type, out var fields) ? "," + fields : "")}}}""")!
            .AsObject();
        if (type is "contact-person-named" or "registered-nationally" or "not-national" && other is not "departure-reported")
            json["by"] = "host";
        return EventJson.Read(json.ToJsonString());
    }
}
