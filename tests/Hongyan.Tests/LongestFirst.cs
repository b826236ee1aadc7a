using Hongyan.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Hongyan.Tests;

/// <summary>Classes of a few long tests begin before the others, so that none is left over when all the others are done.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long =
    [
        nameof(Operation.ReadmeTests), nameof(Fuzzing.FuzzTests),
        nameof(Replay.WholeReplayTests), nameof(Replay.SampledReplayTests), nameof(Rights.WhoMayTests), nameof(Operation.KillTests),
        nameof(Records.WritableTests), nameof(Scale.BenchTests),
        nameof(BranchOverview.OrganizationFiguresTests), nameof(Policy.ChangeTests), nameof(Demo.DateTests), nameof(Operation.BrokenStartTests),
    ];

    public IReadOnlyCollection<T> OrderTestCollections<T>(IReadOnlyCollection<T> testCollections)
        where T : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => Long.Any(name => collection.TestCollectionDisplayName.Contains("." + name,
            StringComparison.Ordinal)))];
}
