using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Six months without organised life.</summary>
[Clause("E-2.3b")]
public sealed class SixMonthsLife() : SixMonths("six-months-life")
{
    protected override DateOnly? CountsUntil(SojournEvent happened) => happened is OrganizedLife ? happened.On : null;
}
