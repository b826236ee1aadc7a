using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Rules.Tests.Warnings;

/// <summary>The days a warning names; whether it is there stands in the case files.</summary>
public sealed class WarningDatesTests
{
    private static readonly SojournEvent Left = new DepartureReported { On = new(2026, 1, 5), Departs = new(2026, 1, 10) };

    [Fact]
    public void An_early_warning_names_the_day_on_which_six_months_are_reached() =>
        Assert.Equal((new DateOnly(2026, 1, 10), new DateOnly(2026, 7, 10)), Days("six-months-life", new(2026, 5, 10), Left));

    [Fact]
    public void Dues_count_from_the_last_month_paid_ahead() => Assert.Equal(
        (new DateOnly(2026, 6, 30), new DateOnly(2026, 12, 30)),
        Days("six-months-dues", new(2026, 10, 30), Left, new DuesPaid { On = new(2026, 1, 20), Months = ["2026-05", "2026-06"] }));

    [Fact]
    public void A_short_outflow_names_the_day_on_which_he_becomes_a_floating_member() =>
        Assert.Equal((new DateOnly(2026, 1, 10), new DateOnly(2026, 7, 10)), Days("short-outflow", new(2026, 4, 10), Left));

    [Fact]
    public void A_failed_contact_names_its_day() => Assert.Equal(
        (new DateOnly(2026, 3, 1), null),
        Days("stale-contact-details", new(2026, 3, 9), Left, new Contact { On = new(2026, 3, 1), By = Side.Home, Reached = false }));

    private static (DateOnly Since, DateOnly? ReachedOn) Days(string kind, DateOnly day, params SojournEvent[] events)
    {
        var warning = WarningBook.On(new SojournCase(new MemberFacts(), events, Policy.National, Policy.National, Policy.Calendar), day)
            .Single(one => one.Kind == kind);
        return (warning.Since, warning.ReachedOn);
    }
}
