using System.CommandLine;
using System.Globalization;
using Hongyan.Platform;
using Spectre.Console;

namespace Hongyan.Features.Demo;

/// <summary>`demo`: fills an empty database with an invented county and prints who may sign in.</summary>
internal static class DemoVerb
{
    private const int WidthOfAFile = 100;

    private static readonly Option<string?> Beside = new("--beside")
    {
        Description = "在演示县的数据目录旁再建一个邻省县，两县互通往来 / a second county that exchanges with the demonstration county in that directory",
    };

    public static Command Create()
    {
        var command = new Command("demo", "在空库中建立演示县 / fill an empty database with a demonstration county") { Beside };
        command.SetAction(async (arguments, cancellation) =>
            await FillAsync(InstallationOptions.From(arguments), arguments.GetValue(Beside), cancellation));
        return command;
    }

    private static async Task<int> FillAsync(InstallationOptions options, string? beside, CancellationToken cancellation)
    {
        if (beside is not null && options.Database is not null) throw new UserError(Say("beside.own-server"));
        await using var installation = await Installation.OpenAsync(options, cancellation);
        var county = beside is null ? await Demonstrating.FillAsync(installation, cancellation) : await FillBesideAsync(installation, beside, cancellation);

        Console.WriteLine(Say("filled", county.Name, county.Organizations, county.Members, county.Sojourns, county.Records, county.Duties));
        Console.WriteLine(Say("sign-ins"));
        Console.WriteLine();
        Show(county.SignIns);
        Console.WriteLine(Say("next"));
        return 0;
    }

    private static async Task<FilledCounty> FillBesideAsync(Installation installation, string beside, CancellationToken cancellation)
    {
        var directory = Path.GetFullPath(beside);
        if (!Directory.Exists(directory)) throw new UserError(Say("beside.none", directory));
        await using var there = await Installation.OpenAsync(installation.Options with { DataDirectory = directory }, cancellation);
        return await new NeighbourCounty(installation, there).FillAsync(cancellation);
    }

    private static void Show(IReadOnlyList<SignIn> signIns)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns(Head("who", mayWrap: true), Head("user-name"), Head("password"));
        foreach (var signIn in signIns)
            table.AddRow(new Text($"{Say("who." + signIn.Who)}\n{signIn.DisplayName} {signIn.Place}\n"), new Text(signIn.UserName), new Text(signIn.Password));
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfAFile;
        AnsiConsole.Write(table);
    }

    private static TableColumn Head(string key, bool mayWrap = false) => new(new Text(Say(key))) { NoWrap = !mayWrap };

    /// <summary>In both languages: a command does not know who reads it.</summary>
    internal static string Say(string key, params object[] arguments)
    {
        var text = TextBook.Whole.Folders["Demo"][key];
        return string.Format(CultureInfo.InvariantCulture, $"{text[TextBook.Chinese]} / {text[TextBook.English]}", arguments);
    }
}
