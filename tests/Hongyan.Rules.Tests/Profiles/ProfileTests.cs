using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using static Hongyan.Rules.Tests.Profiles.Made;

namespace Hongyan.Rules.Tests.Profiles;

public sealed class ProfileTests
{
    [Theory]
    [InlineData("contact.home.interval", "\"quarter\"", "\"month\"", "month")]
    [InlineData("contact.home.interval", "\"month\"", "\"quarter\"", "month")]
    [InlineData("placement.within", "\"10 workdays\"", "\"5 workdays\"", "5 workdays")]
    [InlineData("placement.within", "\"5 workdays\"", "\"30 days\"", "5 workdays")]
    [InlineData("placement.within", "\"7 days\"", "\"5 workdays\"", "7 days")] // as long as each other: the higher layer's own words
    [InlineData("watch.fromMonths", "3", "2", "2")]
    [InlineData("watch.fromMonths", "2", "3", "2")]
    [InlineData("agreement.maxYears", "5", "3", "3")]
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
        var profile = new Profile([.. PolicyFiles.National().Layers, Layer("county", Value("contact.home.interval", "\"month\"", "2026-02-01"))]);
        var away = new SojournCase(new MemberFacts(),
            [new DepartureReported { On = new(2026, 1, 5), Departs = new(2026, 1, 5), Reason = "work", Destination = "上海市" }],
            profile, profile, PolicyFiles.Calendar());

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
        Assert.Equal(("home-led", 3), (Holds("district-b", Parameters.ResponsibilityModel), Holds("district-b", Parameters.ReviewGrades).Count));
        Assert.Equal(("host-led", 0), (Holds("two-way-c", Parameters.ResponsibilityModel), Holds("two-way-c", Parameters.CredentialEntryWithin).Count));
        Assert.Equal((true, true), (Holds("banner-d", Parameters.ScoringEnabled), Holds("banner-d", Parameters.ContactPersonHost)));
        Assert.Equal((3, Interval.Quarter, "host"), (Holds("report-e", Parameters.FloatingMinMonths),
            Holds("report-e", Parameters.MemberReportInterval), Holds("report-e", Parameters.TransferUrgedBy)));
        Assert.False(Holds("national", Parameters.ScoringEnabled));

        static T Holds<T>(string code, Parameter<T> parameter)
            where T : notnull => PolicyFiles.Profile(code).Get(parameter, Day);
    }

    [Fact]
    public void The_nation_sets_every_parameter()
    {
        var national = PolicyFiles.National();

        Assert.All(Parameters.All.Keys, name => Assert.Single(national.Spoken(name, Day)));
    }

    [Fact]
    public void The_order_in_which_values_are_written_says_nothing_about_the_day()
    {
        var profile = new Profile([Layer("nation",
            Value("change.within", "5", "2028-01-01"),
            Value("change.within", "15", "2020-01-01"),
            Value("change.within", "10", "2026-01-01"))]);

        Assert.Equal([15, 15, 15, 10, 10, 5], new[] { "2019-12-31", "2020-01-01", "2025-12-31", "2026-01-01", "2027-12-31", "2028-01-01" }
            .Select(day => profile.Get(Parameters.ChangeWithin, DateOnly.Parse(day)).Count));
    }

    [Fact]
    public void Of_two_values_that_begin_on_one_day_the_one_written_first_holds()
    {
        var profile = new Profile([Layer("nation", Value("change.within", "15", "2020-01-01"), Value("change.within", "10", "2020-01-01"))]);

        Assert.Equal([15, 15], new[] { "2019-12-31", "2020-01-01" }.Select(day => profile.Get(Parameters.ChangeWithin, DateOnly.Parse(day)).Count));
    }

    [Fact]
    public void A_value_may_hold_to_the_end_of_the_calendar()
    {
        var profile = new Profile([Layer("nation", Value("change.within", "15", "2020-01-01", "9999-12-31"))]);

        Assert.Equal(15, profile.Get(Parameters.ChangeWithin, DateOnly.MaxValue).Count);
    }

    [Fact]
    public void Where_no_layer_speaks_profile_parameter_and_the_first_such_day_are_named()
    {
        var profile = new Profile([
            Layer("nation", Value("change.within", "15", "2020-01-01", "2025-12-31")),
            Layer("county", Value("change.within", "5", "2027-01-01"))]);

        var missing = Assert.Throws<KeyNotFoundException>(() => profile.Get(Parameters.ChangeWithin, new(2026, 6, 1)));

        Assert.Equal("No layer of nation@1+county@1 sets “change.within” on 2026-01-01.", missing.Message);
    }

    [Fact]
    public void A_profile_is_named_by_its_lowest_layer_and_stamped_with_the_versions_of_all()
    {
        var profile = new Profile([Layer("nation"), Layer("county") with { Version = 2 }]);

        Assert.Equal(("county", "nation@1+county@2"), (profile.Layer.Code, profile.Stamp));
    }

    [Fact]
    public void A_layer_is_read_as_it_was_written()
    {
        var layer = Layer("county", Value("care.dates", "[\"10-01\"]", "2026-01-01", "2026-12-31")) with { Version = 3, Extends = "national" };

        Assert.Equal(layer.Write(), ProfileLayer.Read(layer.Write()).Write());
        Assert.Equal(("county", 3, "national"), (ProfileLayer.Read(layer.Write()).Code, layer.Version, layer.Extends));
        Assert.Equal("The profile is empty.", Assert.Throws<JsonException>(() => ProfileLayer.Read("null")).Message);
    }

    [Fact]
    public void A_layer_with_a_wrong_value_cannot_be_read() => Assert.Contains("“ledger.refresh” cannot be \"daily\"", Assert.Throws<FormatException>(() =>
        ProfileLayer.Read(Layer("county", Value("ledger.refresh", "\"daily\"", "2026-01-01")).Write())).Message);

    private static Profile Layered(string parameter, string higher, string lower) =>
        new([Layer("nation", Value(parameter, higher, "2020-01-01")), Layer("county", Value(parameter, lower, "2024-01-01"))]);
}
