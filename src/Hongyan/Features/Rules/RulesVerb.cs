using System.CommandLine;
using System.Text.Json;
using Hongyan.Platform;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Profiles;
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
        List<CaseAnswer> answers;
        try
        {
            answers = Answers(System.IO.File.ReadAllText(file));
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            throw new UserError($"{RulesWords.Both("unreadable", file)}: {wrong.Message}");
        }
        if (json)
            Console.WriteLine(JsonSerializer.Serialize(answers, Indented));
        else
            answers.ForEach(AnswerTable.Print);
        return answers.TrueForAll(answer => answer.Holds) ? 0 : 1;
    }

    private static List<CaseAnswer> Answers(string json)
    {
        var policy = PolicyLibrary.Read(Installation.PolicyDirectory);
        var today = ChinaDate.Today(TimeProvider.System);
        var cases = CaseFile.ReadAll(json);
        return cases.Count > 0
            ? [.. cases.SelectMany(one => CaseRun.Answers(one, ProfileOf, policy.Calendar, today))]
            : throw new FormatException(RulesWords.Both("no-case"));

        Profile ProfileOf(string code, IReadOnlyDictionary<string, JsonElement>? parameters)
        {
            try
            {
                return policy.Profile(code, parameters);
            }
            catch (UserError unknown)
            {
                throw new FormatException(unknown.Message, unknown); // so that the case is named with it
            }
        }
    }
}
