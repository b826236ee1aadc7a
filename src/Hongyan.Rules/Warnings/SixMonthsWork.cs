using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Warnings;

/// <summary>Six months without assigned work.</summary>
[Clause("E-2.3b")]
public sealed class SixMonthsWork() : SixMonths("six-months-work")
{
    protected override DateOnly? CountsUntil(SojournEvent happened) => happened is AssignedWorkDone ? happened.On : null;
}
