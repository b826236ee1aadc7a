using Hongyan.Features.Scale;
using Hongyan.Platform;

namespace Hongyan.Tests.Scale;

public sealed class ClusterTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.NewAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Every_key_of_a_table_that_is_distributed_names_the_member()
    {
        var cluster = new Cluster(house.Installation.DataSource);
        Assert.Empty(await cluster.LooseKeysAsync(Cancellation));
        Assert.Superset(new HashSet<string> { "member", "sojourn", "record", "duty", "exchange", "certificate", "transfer", "attendance", "former_host" }, (await cluster.OwnedAsync(Cancellation)).Keys.ToHashSet());
    }

    [Fact]
    public async Task Each_table_is_placed_once_and_after_those_it_points_to()
    {
        var steps = await new Cluster(house.Installation.DataSource).StepsAsync(Cancellation);
        var placed = steps.Where(step => step.StartsWith("select create_", StringComparison.Ordinal)).Select(step => step.Split('\'')[1]).ToList();
        Assert.Equal(placed.Count, placed.Distinct().Count());
        Assert.True(placed.IndexOf("organization") < placed.IndexOf("appointment"));
        Assert.True(placed.IndexOf("organization") < placed.IndexOf("member"));
        Assert.True(placed.IndexOf("member") < placed.IndexOf("sojourn"));
        Assert.True(placed.IndexOf("sojourn") < placed.IndexOf("duty"));
        Assert.Contains("select create_reference_table('certificate_number')", steps);
        Assert.Contains("select create_distributed_table('duty', 'member_id', colocate_with => 'member')", steps);
    }

    [Fact]
    public async Task Without_the_extension_it_says_so_and_changes_nothing()
    {
        var refusal = await Assert.ThrowsAsync<UserError>(() => ClusterVerb.PrepareAsync(house.Installation.DataSource, dryRun: false, TextWriter.Null, Cancellation));
        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains("Citus", refusal.Message, StringComparison.Ordinal);
        using var said = new StringWriter();
        Assert.Equal(0, await ClusterVerb.PrepareAsync(house.Installation.DataSource, dryRun: true, said, Cancellation));
        Assert.Contains("create_distributed_table", said.ToString(), StringComparison.Ordinal);
    }
}
