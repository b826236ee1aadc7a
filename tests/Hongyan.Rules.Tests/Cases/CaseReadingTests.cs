using System.Text.Json;
using Hongyan.Rules.Cases;

namespace Hongyan.Rules.Tests.Cases;

/// <summary>A case file that cannot be read says where and why.</summary>
public sealed class CaseReadingTests
{
    [Theory]
    [InlineData("""{ "on": "2026-01-01", "type": "contakt" }""", "“a”, line 2: there is no event type “contakt”")]
    [InlineData("""{ "on": "2026-01-01", "type": "contact", "by": "home", "medium": "phone" }""",
        "“a”, line 2: the event contact has no field “medium”; it has by, means, topic")]
    [InlineData("""{ "on": "2026-01-01", "type": "contact" }""", "“a”, line 2: the event contact lacks “by”")]
    [InlineData("""{ "type": "contact", "by": "home" }""", "“a”, line 2: the event contact lacks “on”")]
    [InlineData("""{ "on": "2026-01-01", "type": "contact", "by": "house" }""", "“a”, line 2: “by” cannot be \"house\": home or host")]
    [InlineData("""{ "on": "2026-02-30", "type": "briefed" }""", "“a”, line 2: “on” cannot be \"2026-02-30\": a day is written 2026-03-31")]
    [InlineData("""{ "on": "9999-12-31", "type": "briefed" }""", "between 1901 and 2099")]
    [InlineData("""{ "on": "2026-01-01", "type": "dues-paid", "months": "2026-01" }""", "“a”, line 2: “months” cannot be \"2026-01\"")]
    [InlineData("""{ "on": "2026-01-01" }""", "“a”, event 1: it has no type")]
    [InlineData("3", "“a”, event 1: it has no type")]
    [InlineData("null", "“a”, event 1: it has no type")]
    public void A_wrong_event_is_named_with_its_line(string happened, string sentence) =>
        Assert.Contains(sentence, Reading($"{{ \"name\": \"a\", \"events\": [\n{happened} ] }}"));

    [Theory]
    [InlineData("""{ "name": "a" }""", "“a”, line 1: a case lacks “events”")]
    [InlineData("""{ "events": [] }""", "a case without a name, line 1: a case lacks “name”")]
    [InlineData("""{ "name": "a", "events": [], "expects": [] }""", "“a”, line 1: a case has no field “expects”; it has name, profile")]
    [InlineData("""{ "name": "a", "events": [], "member": { "age": 3 } }""", "member has no field “age”; it has status, joined")]
    [InlineData("""{ "name": "a", "events": [], "expect": [ { "duties": [] } ] }""", "expect lacks “on”")]
    [InlineData("""{ "name": "a", "events": [], "expect": [ { "on": "2026-01-01", "duties": [ { "kind": "brief", "sate": "open" } ] } ] }""",
        "an expected duty has no field “sate”")]
    [InlineData("""{ "name": "a", "events": null }""", "“events” cannot be null")]
    [InlineData("""{ "name": "a", "name": "b", "events": [] }""", "“name” stands there twice")]
    [InlineData("""{ "name": "a", "events": [ }""", "line 1: this is no JSON")]
    [InlineData("""[ 3 ]""", "case 1 is no case but 3")]
    [InlineData("null", "the file is no case but null")]
    [InlineData("", "this is no JSON")]
    public void A_wrong_case_is_named_with_its_line(string json, string sentence) => Assert.Contains(sentence, Reading(json));

    [Fact]
    public void The_second_case_of_a_file_is_named() =>
        Assert.Contains("“second”, line 2: there is no event type “x”",
            Reading("[{ \"name\": \"first\", \"events\": [] },\n{ \"name\": \"second\", \"events\": [{ \"on\": \"2026-01-01\", \"type\": \"x\" }] }]"));

    [Theory]
    [InlineData("\"profile\": \"moon\"", "no profile “moon”")]
    [InlineData("\"parameters\": { \"moon\": 1 }", "“a”: There is no parameter “moon”")]
    [InlineData("\"parameters\": { \"ledger.refresh\": \"daily\" }", "“a”: The parameter “ledger.refresh” cannot be \"daily\"")]
    [InlineData("\"member\": { \"status\": \"half\" }", "no status of a member “half”")]
    [InlineData("\"agreements\": [{ \"from\": \"2026-02-01\", \"until\": \"2026-01-31\" }]", "an agreement ends on 2026-01-31, before it begins")]
    [InlineData("\"agreements\": [{ \"from\": \"2026-01-01\", \"until\": \"2026-12-31\", \"values\": { \"dues.backMonths\": 9 } }]",
        "“a”: an agreement cannot set “dues.backMonths”")]
    [InlineData("\"agreements\": [{ \"from\": \"2026-01-01\", \"until\": \"2026-12-31\", \"values\": { \"feedback.interval\": \"daily\" } }]",
        "The parameter “feedback.interval” cannot be \"daily\"")]
    [InlineData("\"expect\": [{ \"on\": \"2026-01-01\", \"duties\": [{ \"kind\": \"moon\" }] }]", "no kind of duty “moon”")]
    [InlineData("\"expect\": [{ \"on\": \"2026-01-01\", \"duties\": [{ \"kind\": \"brief\", \"state\": \"late\" }] }]", "no state of a duty “late”")]
    [InlineData("\"expect\": [{ \"on\": \"2026-01-01\", \"duties\": [{ \"kind\": \"brief\", \"owedBy\": \"moon\" }] }]", "no party that owes “moon”")]
    [InlineData("\"expect\": [{ \"on\": \"2026-01-01\", \"absent\": [\"moon\"] }]", "no kind of duty “moon”")]
    [InlineData("\"expect\": [{ \"on\": \"2026-01-01\", \"absent\": [{ \"moon\": 1 }] }]", "absent names kinds or fields of duties")]
    [InlineData("\"expect\": [{ \"on\": \"2026-01-01\", \"warnings\": [\"moon\"] }]", "no warning “moon”")]
    [InlineData("\"expect\": [{ \"on\": \"2026-01-01\", \"points\": { \"B6\": 1 } }]", "no item of the points “B6”")]
    [InlineData("\"events\": [{ \"on\": \"2026-01-01\", \"type\": \"dues-paid\", \"months\": [\"March\"] }]",
        "a month of dues is written 2026-03, not “March”")]
    [InlineData("\"events\": [{ \"on\": \"2026-01-01\", \"type\": \"deduction\", \"item\": \"N9\", \"points\": 1, \"finding\": \"x\" }]",
        "no deduction item “N9”")]
    [InlineData("\"events\": [{ \"on\": \"2026-01-01\", \"type\": \"waived\", \"kind\": \"moon\", \"reason\": \"x\" }]", "no kind of duty “moon”")]
    public void An_unknown_word_is_named(string part, string sentence)
    {
        var json = part.StartsWith("\"events\"", StringComparison.Ordinal) ? $"{{ \"name\": \"a\", {part} }}"
            : $"{{ \"name\": \"a\", \"events\": [], {part} }}";
        var file = Assert.Single(CaseFile.ReadAll(json));

        Assert.Contains(sentence, Assert.Throws<FormatException>(() => Run(file)).Message);
    }

    [Fact]
    public void What_does_not_hold_is_told_in_a_sentence()
    {
        var file = Assert.Single(CaseFile.ReadAll("""
            { "name": "a", "events": [ { "on": "2026-01-05", "type": "departure-reported", "departs": "2026-01-10" } ],
              "expect": [ { "on": "2026-01-11", "duties": [ { "kind": "brief", "state": "done" }, { "kind": "sweep", "period": "2031" }, { "kind": "review" } ],
                            "absent": [ "name-contact", { "kind": "brief", "state": "open" } ], "warnings": [ "lost-contact" ], "noWarnings": [ "unmatched" ],
                            "points": { "B1": 10 }, "gradesOpen": [ "excellent" ] } ] }
            """));

        var answer = Assert.Single(Run(file));

        Assert.False(answer.Holds);
        Assert.Collection(answer.Failures,
            failure => Assert.Equal("expected brief done, but there is brief due 2026-01-10 overdue", failure),
            failure => Assert.StartsWith("expected sweep 2031, but there is sweep 2026 due 2026-03-31 open", failure),
            failure => Assert.Equal("expected no name-contact, but there is name-contact due 2026-01-10 overdue", failure),
            failure => Assert.Equal("expected the warning lost-contact, but there is unmatched", failure),
            failure => Assert.Equal("expected no warning unmatched, but it is there", failure),
            failure => Assert.Equal("expected B1 to be 10, but it is not counted", failure),
            failure => Assert.StartsWith("expected the open grades excellent", failure));
    }

    [Fact]
    public void A_case_that_asks_for_no_day_is_answered_for_today() =>
        Assert.Equal(new DateOnly(2026, 1, 1), Assert.Single(Run(Assert.Single(CaseFile.ReadAll("""{ "name": "a", "events": [] }""")))).On);

    private static string Reading(string json) => Assert.ThrowsAny<JsonException>(() => CaseFile.ReadAll(json)).Message;

    private static IReadOnlyList<CaseAnswer> Run(CaseFile file) => CaseRun.Answers(file, Policy.Profile, Policy.Calendar, new DateOnly(2026, 1, 1));

    [Theory]
    [InlineData("""{"type":"departure-reported","on":"2026-05-01","departs":"2026-05-02"}""", "a sojourn has one departure")]
    [InlineData("""{"type":"conversion-decided","on":"2026-03-01","result":"extended","extendedTo":"2026-08-28"}""",
        "extended by 6 to 12 months, to a day from 2026-09-01 to 2027-03-01, not to 2026-08-28")]
    [InlineData("""{"type":"conversion-decided","on":"2026-03-01","result":"extended","extendedTo":"2027-03-02"}""", "not to 2027-03-02")]
    [InlineData("""{"type":"conversion-decided","on":"2026-03-01","result":"extended"},{"type":"conversion-decided","on":"2026-10-01","result":"extended"}""",
        "probation is extended once")]
    public void What_cannot_happen_in_one_sojourn_is_an_error_that_says_so(string events, string message)
    {
        var told = CaseFile.ReadAll($$"""
            {"name":"x","member":{"status":"probationary","joined":"2025-03-01"},
             "events":[{"type":"departure-reported","on":"2026-01-05","departs":"2026-01-10"},{{events}}]}
            """).Single();

        var wrong = Assert.Throws<FormatException>(() => CaseRun.Answers(told, Policy.Profile, Policy.Calendar, new DateOnly(2026, 1, 1)));

        Assert.StartsWith("“x”: 20", wrong.Message);
        Assert.Contains(message, wrong.Message);
    }

    [Theory]
    [InlineData("2026-09-01")]
    [InlineData("2027-03-01")]
    public void An_extension_of_six_to_twelve_months_is_taken(string to)
    {
        var told = CaseFile.ReadAll($$"""
            {"name":"x","member":{"status":"probationary","joined":"2025-03-01"},
             "events":[{"type":"conversion-decided","on":"2026-03-01","result":"extended","extendedTo":"{{to}}"}]}
            """).Single();

        Assert.NotEmpty(CaseRun.Answers(told, Policy.Profile, Policy.Calendar, new DateOnly(2026, 1, 1)));
    }
}
