using System.CommandLine;
using System.Text.Json;
using Hongyan.Platform;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features; // Hongyan.Features.Rules would hide Hongyan.Rules from its neighbours

/// <summary>`rules CASE.json`: what would be owed, told from a case file alone. Exit code 1 when an expectation does not hold.</summary>
internal static class RulesVerb
{
    private static readonly Argument<string> File = new("file") { Description = RulesWords.Both("file") };
    private static readonly Option<bool> Json = new("--json") { Description = RulesWords.Both("json") };
    private static readonly JsonSerializerOptions Indented = new(EventJson.Options) { WriteIndented = true };

    public static Command Create()
    {
        var command = new Command("rules", RulesWords.Both("verb")) { File, Json };
        command.SetAction(arguments => Run(arguments.GetValue(File)!, arguments.GetValue(Json)));
        return command;
    }

    private static int Run(string file, bool json)
    {
        var answers = Answers(file);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(answers, Indented));
        }
        else
        {
            foreach (var answer in answers)
                AnswerTable.Print(answer);
        }
        return answers.All(answer => answer.Holds) ? 0 : 1;
    }

    private static List<CaseAnswer> Answers(string file)
    {
        var policy = PolicyLibrary.Read(Installation.PolicyDirectory);
        var today = ChinaDate.Today(TimeProvider.System);
        try
        {
            var cases = CaseFile.ReadAll(System.IO.File.ReadAllText(file));
            if (cases.Count == 0)
                throw new FormatException(RulesWords.Both("no-case"));
            return [.. cases.SelectMany(one => CaseRun.Answers(one, (code, parameters) => policy.Profile(code, parameters), policy.Calendar, today))];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException or FormatException or UserError)
        {
            throw new UserError($"{RulesWords.Both("unreadable", file)}: {wrong.Message}");
        }
    }
}
