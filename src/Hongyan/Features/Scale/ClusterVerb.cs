using System.CommandLine;
using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Features.Scale;

/// <summary>`cluster prepare`: distributes the tables of a PostgreSQL with Citus; 2 where the extension is absent.</summary>
internal static class ClusterVerb
{
    private const int NoExtension = 2;

    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "只列出语句，不执行 / print the statements only" };
        var prepare = new Command("prepare", "把数据表分布到 Citus 集群 / distribute the tables of a PostgreSQL with Citus") { dryRun };
        prepare.SetAction(async (arguments, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
            return await PrepareAsync(installation.DataSource, arguments.GetValue(dryRun), Console.Out, cancellation);
        });
        return new Command("cluster", "集群 / clusters") { prepare };
    }

    public static async Task<int> PrepareAsync(NpgsqlDataSource source, bool dryRun, TextWriter output, CancellationToken cancellation)
    {
        var cluster = new Cluster(source);
        if (!dryRun && !await cluster.IsPossibleAsync(cancellation))
            throw new UserError(GenerateVerb.Say("no-citus"), NoExtension);
        await TakeAsync(Cluster.First);
        var (placing, onParts) = await cluster.StepsAsync(cancellation);
        await TakeAsync(placing);
        await TakeAsync(onParts);
        await TakeAsync(await cluster.LastAsync(cancellation));
        if (!dryRun)
            await output.WriteLineAsync(GenerateVerb.Say("distributed"));
        return 0;

        async Task TakeAsync(IReadOnlyList<string> steps)
        {
            foreach (var step in steps)
                await output.WriteLineAsync(step + ";");
            if (!dryRun)
                await cluster.TakeAsync(steps, cancellation);
        }
    }
}
