using Hongyan.Bench;

namespace Hongyan.Tests.Scale;

/// <summary>Each benchmark on a few people, for a moment: what it says means nothing here, but it must go on running.</summary>
[Trait("part", "night")]
public sealed class BenchTests(Province province) : IClassFixture<Province>
{
    public static TheoryData<string> Names => [.. Benchmark.All.Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Benchmarks_run_on_a_small_size(string name)
    {
        Assert.SkipWhen(TestCluster.IsClustered && name == "plans", "the plans of a cluster lie on its nodes");
        var world = new World(province.Installation.Instance, Province.Size, TimeSpan.FromMilliseconds(100));
        var figures = await Benchmark.All.Single(one => one.Name == name).MeasureAsync(world, TestContext.Current.CancellationToken);
        Assert.NotEmpty(figures);
        Assert.All(figures, figure => Assert.True(figure.Value > 0 || figure.Unit == "ms", $"{figure.Name}: {figure.Value}"));
        Assert.All(figures, figure => Assert.Contains(figure.Name, Board.Table(figures), StringComparison.Ordinal));
    }
}
