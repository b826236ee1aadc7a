using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Hongyan.Platform;

namespace Hongyan.Features.Scale;

/// <summary>`generate`: an invented population of any size, to measure with.</summary>
internal static class GenerateVerb
{
    private const int MostMembers = 5_000_000; // as many as there are identity numbers to invent
    private const int MostStays = 3;
    private const int MostYears = 10;
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var members = new Option<int>("--members") { Description = "党员数 / members", DefaultValueFactory = _ => 10_000 };
        var sojourns = new Option<int>("--sojourns") { Description = "外出次数 / sojourns", DefaultValueFactory = _ => 10_000 };
        var years = new Option<int>("--years") { Description = "外出发生在最近几年 / the years over which they began", DefaultValueFactory = _ => 1 };
        var seed = new Option<long>("--seed") { Description = "同一种子生成同一批人 / the same seed makes the same people", DefaultValueFactory = _ => 1 };
        var command = new Command("generate", "在空库中生成大量虚构党员和外出，用来度量 / fill an empty database with an invented population, to measure with")
        {
            members, sojourns, years, seed,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var order = new Order(
                Within("members", arguments.GetValue(members), 1, MostMembers),
                arguments.GetValue(sojourns),
                Within("years", arguments.GetValue(years), 1, MostYears),
                arguments.GetValue(seed),
                ChinaDate.Today(TimeProvider.System));
            Within("sojourns", order.Sojourns, 1, order.Members * MostStays);
            await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
            await FillAsync(installation, order, Console.Out, cancellation);
            return 0;
        });
        return command;
    }

    public static async Task<Generated> FillAsync(Installation installation, Order order, TextWriter output, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var said = TimeSpan.Zero;
        var made = await new Generating(installation).FillAsync(order, Progress, () => output.WriteLine(Say("indexing")), cancellation);
        await output.WriteLineAsync(Say("done", made.Organizations, made.Members, made.Sojourns, made.Records, made.Duties, watch.Elapsed.TotalSeconds));
        return made;

        void Progress(int sojourns)
        {
            if (watch.Elapsed - said < Often)
                return;
            said = watch.Elapsed;
            output.WriteLine(Say("progress", sojourns, order.Sojourns, sojourns / watch.Elapsed.TotalSeconds));
        }
    }

    /// <summary>In both languages: a command does not know who reads it.</summary>
    internal static string Say(string key, params object[] arguments)
    {
        var text = TextBook.Whole.Folders["Scale"][key];
        return string.Format(CultureInfo.InvariantCulture, $"{text[TextBook.Chinese]} / {text[TextBook.English]}", arguments);
    }

    private static int Within(string name, int value, int least, int most) =>
        value >= least && value <= most ? value : throw new UserError(Say("number", name, least, most));
}
