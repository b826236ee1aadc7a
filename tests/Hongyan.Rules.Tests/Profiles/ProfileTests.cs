using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Profiles;

public sealed class ProfileTests
{
    private static readonly DateOnly Day = new(2026, 6, 1);

    [Theory]
    [InlineData("contact.home.interval", "\"quarter\"", "\"month\"", "month")]
    [InlineData("contact.home.interval", "\"month\"", "\"quarter\"", "month")]
    [InlineData("placement.within", "\"10 workdays\"", "\"5 workdays\"", "5 workdays")]
    [InlineData("placement.within", "\"5 workdays\"", "\"30 days\"", "5 workdays")]
    public void Of_two_intervals_or_terms_the_stricter_holds(string parameter, string higher, string lower, string holds) =>
        Assert.Equal(holds, Text(Layered(parameter, higher, lower), parameter));

    [Fact]
    public void A_definition_is_that_of_the_higher_authority() =>
        Assert.Equal(6, Layered("lostContact.months", "6", "3").Get(Parameters.LostContactMonths, Day));

    [Fact]
    public void Grades_and_scores_are_local() =>
        Assert.Equal(["good", "bad"], Layered("review.grades", "[\"excellent\"]", "[\"good\",\"bad\"]").Get(Parameters.ReviewGrades, Day));

    [Fact]
    public void Lists_of_things_to_do_are_joined() =>
        Assert.Equal(["spring-festival", "07-01", "10-01"],
            Layered("care.dates", "[\"spring-festival\",\"07-01\"]", "[\"07-01\",\"10-01\"]").Get(Parameters.CareDates, Day));

    [Fact]
    public void A_value_holds_from_its_day_to_its_day()
    {
        var profile = new Profile([Layer("nation",
            Value("change.within", "15", "2020-01-01", "2025-12-31"),
            Value("change.within", "10", "2026-01-01"))]);

        Assert.Equal(15, profile.Get(Parameters.ChangeWithin, new(2019, 1, 1)).Count); // older than the text: its first value
        Assert.Equal(15, profile.Get(Parameters.ChangeWithin, new(2025, 12, 31)).Count);
        Assert.Equal(10, profile.Get(Parameters.ChangeWithin, new(2026, 1, 1)).Count);
    }

    [Fact]
    public void A_layer_below_says_nothing_before_its_day()
    {
        var profile = new Profile([Layer("nation", Value("change.within", "15", "2020-01-01")), Layer("county", Value("change.within", "5", "2026-01-01"))]);

        Assert.Equal(15, profile.Get(Parameters.ChangeWithin, new(2025, 12, 31)).Count);
        Assert.Equal(5, profile.Get(Parameters.ChangeWithin, new(2026, 1, 1)).Count);
    }

    [Fact]
    public void A_duty_says_the_interval_that_held_when_its_period_began()
    {
        var profile = new Profile([.. Policy.National.Layers, Layer("county", Value("contact.home.interval", "\"month\"", "2026-02-01"))]);
        var away = new SojournCase(new MemberFacts(),
            [new DepartureReported { On = new(2026, 1, 5), Departs = new(2026, 1, 5), Reason = "work", Destination = "上海市" }],
            profile, profile, Policy.Calendar);

        var contacts = DutyBook.On(away, new(2026, 5, 10)).Where(duty => duty.Kind == "home-contact").OrderBy(duty => duty.OpensOn);

        Assert.Equal([("2026-Q1", Interval.Quarter), ("2026-04", Interval.Month), ("2026-05", Interval.Month)],
            contacts.Take(3).Select(duty => (duty.Period!, duty.Interval!.Value)));
    }

    [Fact]
    public void A_layer_whose_value_has_run_out_is_silent()
    {
        var profile = new Profile([Layer("nation", Value("sweep.by", "\"03-31\"", "2020-01-01")),
            Layer("county", Value("sweep.by", "\"02-28\"", "2024-01-01", "2025-12-31"))]);

        Assert.Equal(new DayOfYear(2, 28), profile.Get(Parameters.SweepBy, new(2025, 12, 31)));
        Assert.Equal(new DayOfYear(3, 31), profile.Get(Parameters.SweepBy, new(2026, 1, 1)));
    }

    [Fact]
    public void A_value_still_holds_on_its_last_day_when_another_layer_speaks_from_that_day()
    {
        const string name = "contact.home.interval";
        var profile = new Profile([Layer("nation", Value(name, "\"quarter\"", "2020-01-01")),
            Layer("county", Value(name, "\"month\"", "2024-01-01", "2025-12-31")),
            Layer("town", Value(name, "\"half-year\"", "2025-12-31"))]);

        Assert.Equal(["nation", "county", "town"], profile.Spoken(name, new(2025, 12, 31)).Select(one => one.Layer.Code));
        Assert.Equal(Interval.Month, profile.Get(Parameters.ContactHomeInterval, new(2025, 12, 31)));
        Assert.Equal(Interval.Quarter, profile.Get(Parameters.ContactHomeInterval, new(2026, 1, 1)));
    }

    [Fact]
    public void The_presets_differ_from_the_nation_as_the_conflicts_say()
    {
        Assert.Equal(("home-led", 3),
            (Policy.Profile("district-b").Get(Parameters.ResponsibilityModel, Day), Policy.Profile("district-b").Get(Parameters.ReviewGrades, Day).Count));
        Assert.Equal(("host-led", 0),
            (Policy.Profile("two-way-c").Get(Parameters.ResponsibilityModel, Day),
                Policy.Profile("two-way-c").Get(Parameters.CredentialEntryWithin, Day).Count));
        Assert.True(Policy.Profile("banner-d").Get(Parameters.ScoringEnabled, Day) && Policy.Profile("banner-d").Get(Parameters.ContactPersonHost, Day));
        Assert.Equal((3, Interval.Quarter, "host"), (Policy.Profile("report-e").Get(Parameters.FloatingMinMonths, Day),
            Policy.Profile("report-e").Get(Parameters.MemberReportInterval, Day), Policy.Profile("report-e").Get(Parameters.TransferUrgedBy, Day)));
        Assert.False(Policy.National.Get(Parameters.ScoringEnabled, Day));
    }

    [Fact]
    public void The_nation_sets_every_parameter() =>
        Assert.All(Parameters.All.Keys, name => Assert.Single(Policy.National.Spoken(name, Day)));

    [Theory]
    [InlineData("contact.home.interval", "\"HALF_YEAR\"", "half-year")]
    [InlineData("placement.within", "7", "7 workdays")]
    [InlineData("placement.within", "\"1 month\"", "1 months")]
    [InlineData("contactPerson.host", "\"off\"", "False")]
    [InlineData("contactPerson.host", "true", "True")]
    [InlineData("probation.askBefore", "\"45 days\"", "45")]
    [InlineData("credential.mode", "\"NONE\"", "none")]
    [InlineData("warning.months", "\"6 months\"", "6")]
    public void Values_may_be_written_as_people_do(string parameter, string written, string read) =>
        Assert.Equal(read, Text(Policy.With([parameter], written), parameter));

    [Theory]
    [InlineData("contact.home.intervall", "\"month\"", "no parameter “contact.home.intervall”")]
    [InlineData("contact.home.interval", "\"week\"", "“contact.home.interval” cannot be \"week\": write month, quarter, half-year or year")]
    [InlineData("contact.home.interval", "3", "“contact.home.interval” cannot be 3")]
    [InlineData("placement.within", "\"soon\"", "“placement.within” cannot be \"soon\"")]
    [InlineData("placement.within", "-1", "number from 0")]
    [InlineData("probation.askBefore", "\"2 months\"", "number of days")]
    [InlineData("contactPerson.host", "1", "“contactPerson.host” cannot be 1")]
    [InlineData("care.dates", "\"07-01\"", "list of words")]
    [InlineData("care.dates", "[\"midsummer\"]", "midsummer")]
    [InlineData("sweep.by", "\"31 March\"", "31 march")]
    [InlineData("credential.mode", "\"parchment\"", "paper or electronic or none")]
    public void A_wrong_name_or_value_is_named(string parameter, string written, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<FormatException>(() => Policy.With([parameter], written)).Message);

    [Fact]
    public void A_layer_with_a_wrong_value_cannot_be_read() => Assert.Contains("“ledger.refresh” cannot be \"daily\"", Assert.Throws<FormatException>(() =>
        ProfileLayer.Read(Layer("county", Value("ledger.refresh", "\"daily\"", "2026-01-01")).Write())).Message);

    private static Profile Layered(string parameter, string higher, string lower) =>
        new([Layer("nation", Value(parameter, higher, "2020-01-01")), Layer("county", Value(parameter, lower, "2024-01-01"))]);

    private static ProfileLayer Layer(string code, params ProfileValue[] values) => new() { Code = code, Name = new Bilingual(code, code), Values = values };

    private static ProfileValue Value(string parameter, string json, string from, string? to = null) => new()
    {
        Parameter = parameter,
        Value = JsonElement.Parse(json),
        Clauses = ["facts-2"],
        Strength = Strength.Must,
        From = DateOnly.Parse(from),
        To = to is null ? null : DateOnly.Parse(to),
    };

    private static string Text(Profile profile, string parameter) => Parameters.All[parameter] switch
    {
        Parameter<Interval> interval =>
            profile.Get(interval, Day) == Interval.HalfYear ? "half-year" : profile.Get(interval, Day).ToString().ToLowerInvariant(),
        Parameter<Term> term => profile.Get(term, Day).ToString(),
        Parameter<bool> on => profile.Get(on, Day).ToString(),
        Parameter<int> count => profile.Get(count, Day).ToString(),
        Parameter<string> word => profile.Get(word, Day),
        _ => throw new NotSupportedException(parameter),
    };
}
