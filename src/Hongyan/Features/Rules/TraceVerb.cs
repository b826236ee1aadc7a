using System.CommandLine;
using Hongyan.Platform;
using Hongyan.Rules.Clauses;

namespace Hongyan.Features; // Hongyan.Features.Rules would hide Hongyan.Rules from its neighbours

/// <summary>`trace [--check]`: the page from clauses to rules and cases, in the repository.</summary>
internal static class TraceVerb
{
    private static readonly Option<bool> Check = new("--check") { Description = RulesWords.Both("trace.check") };

    public static Command Create()
    {
        var command = new Command("trace", RulesWords.Both("trace.verb")) { Check };
        command.SetAction(arguments => Run(InstallationOptions.From(arguments).RepositoryRoot, arguments.GetValue(Check)));
        return command;
    }

    private static int Run(string root, bool check)
    {
        var target = Path.Combine(root, Trace.Path);
        if (!Directory.Exists(Path.Combine(root, "src")))
            throw new UserError(RulesWords.Both("trace.no-repository", root));
        var page = Trace.Write(PolicyLibrary.Read(Installation.PolicyDirectory).Clauses, file => File.Exists(Path.Combine(root, file)));
        if (check)
        {
            return File.Exists(target) && File.ReadAllText(target) == page
                ? 0
                : throw new UserError(RulesWords.Both("trace.stale"), exitCode: 1);
        }
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllText(target, page);
        Console.WriteLine(RulesWords.Both("trace.written", target));
        return 0;
    }
}
