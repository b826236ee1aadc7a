using System.CommandLine;
using System.Globalization;
using Hongyan.Platform;
using Spectre.Console;

namespace Hongyan.Features.Demo;

/// <summary>`demo`: fills an empty database with an invented county and prints who may sign in.</summary>
internal static class DemoVerb
{
    private const int WidthOfAFile = 100;

    public static Command Create()
    {
        var command = new Command("demo", "在空库中建立演示县 / fill an empty database with a demonstration county");
        command.SetAction(async (arguments, cancellation) => await FillAsync(InstallationOptions.From(arguments), cancellation));
        return command;
    }

    private static async Task<int> FillAsync(InstallationOptions options, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(options, cancellation);
        var county = await Demonstrating.FillAsync(installation, cancellation);

        Console.WriteLine(Say("filled", county.Name, county.Organizations, county.Members, county.Sojourns, county.Records, county.Duties));
        Console.WriteLine(Say("sign-ins"));
        Console.WriteLine();
        Show(county.SignIns);
        Console.WriteLine(Say("next"));
        return 0;
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
