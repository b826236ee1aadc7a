using System.CommandLine;
using System.Diagnostics;
using Hongyan.Bench;
using Hongyan.Platform;

var names = new Argument<string[]>("NAME")
{
    Description = $"{string.Join(" | ", Benchmark.All.Select(one => one.Name))}; without one all",
    Arity = ArgumentArity.ZeroOrMore,
};
names.AcceptOnlyFromAmong([.. Benchmark.All.Select(one => one.Name)]);
var sizes = new Option<int[]>("--size")
{
    Description = "sojourns; several may be named",
    DefaultValueFactory = _ => [10_000],
    AllowMultipleArgumentsPerToken = true,
};
var data = new Option<string?>("--data") { Description = "where the generated installations lie (default: data/bench)" };
var seconds = new Option<double>("--seconds") { Description = "so long each figure is measured", DefaultValueFactory = _ => 8 };
var note = new Option<string?>("--note") { Description = "said of the machine in RESULTS.md" };
var dry = new Option<bool>("--dry-run") { Description = "keep nothing in RESULTS.md" };
var bench = new RootCommand("度量：每个数字旁边是它的极限 / measures each figure beside its limit") { names, sizes, data, seconds, note, dry };
bench.SetAction(async (arguments, cancellation) =>
{
    var root = Environment.GetEnvironmentVariable("HONGYAN_ROOT") ?? AppContext.BaseDirectory;
    var directory = Path.GetFullPath(arguments.GetValue(data) ?? Path.Combine(root, "data", "bench"));
    var chosen = arguments.GetValue(names) is { Length: > 0 } some ? some : [.. Benchmark.All.Select(one => one.Name)];
    var (commit, machine) = (await CommitAsync(root),
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GB"
            + $"{(arguments.GetValue(note) is { } said ? ", " + said : "")}");
    foreach (var size in arguments.GetValue(sizes)!)
    {
        var world = await World.OpenAsync(directory, size, TimeSpan.FromSeconds(arguments.GetValue(seconds)), Console.Out, cancellation);
        await using var installation = world.Installation;
        if (!arguments.GetValue(dry))
            world = world with { Plans = Path.Combine(root, "bench", "plans") };
        foreach (var one in Benchmark.All.Where(one => chosen.Contains(one.Name)))
        {
            Console.WriteLine($"{one.Name}, {size} …");
            var figures = await one.MeasureAsync(world, cancellation);
            Console.WriteLine(Board.Table(figures));
            if (!arguments.GetValue(dry))
                await new Board(Path.Combine(root, "bench"))
                    .KeepAsync([.. figures.Select(figure => new Kept(figure, world.Today, commit, machine))], cancellation);
        }
    }
    return 0;
});
try
{
    return await bench.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (UserError error)
{
    Console.Error.WriteLine(error.Message);
    return error.ExitCode;
}
catch (OperationCanceledException)
{
    return 130;
}

static async Task<string> CommitAsync(string root)
{
    using var git = Process.Start(new ProcessStartInfo("git", ["-C", root, "describe", "--always", "--dirty"])
    {
        UseShellExecute = false,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
    var text = (await git.StandardOutput.ReadToEndAsync()).Trim();
    await git.WaitForExitAsync();
    return text.Length > 0 ? text : "unknown";
}
