using Hongyan.Features.Scale;
using Hongyan.Platform;

namespace Hongyan.Tests.Scale;

public sealed class ClusterTests : IAsyncLifetime
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.NewAsync();

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Fact]
    public async Task Every_key_of_a_table_that_is_distributed_names_the_member()
    {
        var cluster = new Cluster(installation.Instance.DataSource);
        Assert.Empty(await cluster.LooseKeysAsync(Cancellation));
        Assert.Equal(
        [
            "\"case\" owner_id", "advice_aside owner_id", "attendance member_id", "case_file owner_id", "case_file_part owner_id", "case_party owner_id",
            "certificate member_id", "correction_request member_id", "duty owner_id", "exchange member_id", "former_host member_id", "guest_number member_id",
            "member id", "membership_record member_id", "record owner_id", "record_ask owner_id",
            "situation_problem member_id", "sojourn member_id", "transfer member_id",
        ],
            (await cluster.OwnedAsync(Cancellation)).Select(one => $"{one.Key} {one.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_table_is_placed_once_and_every_key_between_two_stands_again()
    {
        Assert.SkipWhen(TestCluster.IsClustered, "all are placed already");
        var (steps, _) = await new Cluster(installation.Instance.DataSource).StepsAsync(Cancellation);
        var placed = steps.Where(step => step.StartsWith("select create_", StringComparison.Ordinal)).Select(step => step.Split('\'')[1]).ToList();
        Assert.Equal(placed.Count, placed.Distinct().Count());
        Assert.True(placed.IndexOf("member") < placed.IndexOf("duty"));
        Assert.Contains("select create_reference_table('certificate_number')", steps);
        Assert.Contains("select create_distributed_table('duty', 'owner_id', colocate_with => 'member')", steps);
        Assert.NotEmpty(Keys("drop"));
        Assert.Equal(Keys("drop"), Keys("add"));

        List<string> Keys(string act) =>
            [.. steps.Where(step => step.Contains($" {act} constraint ", StringComparison.Ordinal))
                .Select(step => step.Split(' ') is [_, _, var table, _, _, var name, ..] ? $"{table} {name}" : step)];
    }

    [Fact]
    public async Task No_policy_looks_into_another_table_but_through_a_function()
    {
        Assert.SkipWhen(TestCluster.IsClustered, "all are rewritten already");
        var owned = (await new Cluster(installation.Instance.DataSource).OwnedAsync(Cancellation)).Keys.ToHashSet();
        var (steps, onParts) = await PolicyFunctions.StepsAsync(installation.Instance.DataSource, owned, Cancellation);
        // of people's tables these ask another one, as ADR 5 names them; each more costs a call a row on a cluster
        Assert.Equal(
            ["attendance hosted", "certificate hosted", "certificate scope", "duty hosted", "exchange hosted", "guest_number scope", "member former",
                "member scope", "membership_record seen", "membership_record written", "record hosted", "record second", "sojourn former", "transfer hosted"],
            steps.Where(step => step.StartsWith("alter policy", StringComparison.Ordinal)).Select(step => step.Split(' '))
                .Where(words => owned.Contains(words[4])).Select(words => $"{words[4]} {words[2]}").Order(StringComparer.Ordinal));
        Assert.All(steps.Where(step => step.StartsWith("alter policy", StringComparison.Ordinal)),
            step => Assert.DoesNotContain("SELECT", step, StringComparison.Ordinal));
        Assert.Contains("alter policy hosted on record using ((public.policy_record_hosted_1(owner_id, case_id)))", steps);
        var scope = steps.Single(step => step.StartsWith("alter policy scope on member ", StringComparison.Ordinal));
        Assert.Contains("in_home(home_path)", scope, StringComparison.Ordinal); // told without a call for most rows
        var hosted = onParts.Single(step => step.Contains("'record', 'sojourn'", StringComparison.Ordinal));
        Assert.Contains("%2$s s\n", hosted, StringComparison.Ordinal);
        Assert.Contains("s.member_id = %1$s.owner_id", hosted, StringComparison.Ordinal);
        Assert.DoesNotContain(onParts, step => step.Contains("public.sojourn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_part_takes_the_defaults_that_nobody_may_name_in_the_table_itself()
    {
        var last = await new Cluster(installation.Instance.DataSource).LastAsync(Cancellation);
        foreach (var column in new[] { "at", "account_id", "role", "org_path" })
            Assert.Contains($"select success, result from run_command_on_placements('audit_entry', 'grant insert ({column}) on %s to hongyan_app')", last);
        Assert.DoesNotContain(last, step => step.Contains("'audit_entry'", StringComparison.Ordinal) && step.Contains("(hash)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Once_all_is_placed_there_is_nothing_left_to_place()
    {
        Assert.SkipUnless(TestCluster.IsClustered, "the server has no Citus");
        var (placing, onParts) = await new Cluster(installation.Instance.DataSource).StepsAsync(Cancellation);
        Assert.Empty(placing);
        Assert.Empty(onParts);
    }

    [Fact]
    public async Task Without_the_extension_it_says_so_and_changes_nothing()
    {
        Assert.SkipWhen(TestCluster.IsClustered, "the server has it");
        var refusal = await Assert.ThrowsAsync<UserError>(() => ClusterVerb.PrepareAsync(
            installation.Instance.DataSource, dryRun: false, TextWriter.Null, Cancellation));
        Assert.Equal(2, refusal.ExitCode);
        Assert.Contains("Citus", refusal.Message, StringComparison.Ordinal);
        using var said = new StringWriter();
        Assert.Equal(0, await ClusterVerb.PrepareAsync(installation.Instance.DataSource, dryRun: true, said, Cancellation));
        Assert.Contains("create_distributed_table", said.ToString(), StringComparison.Ordinal);
    }
}
