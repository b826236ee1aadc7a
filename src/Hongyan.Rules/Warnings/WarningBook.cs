using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>All warnings, in the order of the catalogue.</summary>
public static class WarningBook
{
    public static IReadOnlyList<WarningRule> Rules { get; } =
    [
        new SixMonthsLife(), new SixMonthsDues(), new SixMonthsWork(), new LostContact(),
        new StaleContactDetails(), new ShortOutflow(), new Unmatched(),
        new HomeUnknown(), new Unconfirmed(), new IdentityOpen(), new MaybeSame(), new CertificateTwice(),
    ];

    public static IReadOnlyList<Warning> On(SojournCase sojourn, DateOnly day) => In(sojourn.AsOf(day));

    public static IReadOnlyList<Warning> In(Story story) => [.. Rules.Select(rule => rule.In(story)).OfType<Warning>()];
}
