using System.Globalization;
using Hongyan.Features.Duties;
using Hongyan.Records;
using Hongyan.Rules.Cases;
using Spectre.Console;

namespace Hongyan.Features; // Hongyan.Features.Rules would hide Hongyan.Rules from its neighbours

/// <summary>What a case owes on a day, as a table for people.</summary>
internal static class AnswerTable
{
    private const int WidthOfAFile = 140;

    public static void Print(CaseAnswer answer)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfAFile;
        Console.WriteLine($"{answer.Name} · {Day(answer.On)}");
        if (answer.Duties.Count == 0)
            Console.WriteLine(RulesWords.Chinese("no-duties"));
        else
            AnsiConsole.Write(Table(answer.Duties));
        foreach (var warning in answer.Warnings)
        {
            var limit = warning.ReachedOn is { } day ? RulesWords.Chinese("warning.reached", Day(day)) : "";
            Console.WriteLine(RulesWords.Chinese("warning", RulesWords.Chinese("warning." + warning.Kind, Day(warning.Since)) + limit));
        }
        if (answer.Points is { } points)
        {
            Console.WriteLine(RulesWords.Chinese("points",
                string.Join(' ', points.Lines.Select(line => $"{line.Key}={line.Value}")), points.Total, Grades(points.GradesOpen)));
        }
        else
        {
            Console.WriteLine(RulesWords.Chinese("grades", Grades(answer.GradesOpen)));
        }
        foreach (var failure in answer.Failures)
            Console.WriteLine(RulesWords.Chinese("failure", failure));
        if (answer.Asked && answer.Holds)
            Console.WriteLine(RulesWords.Chinese("holds"));
        Console.WriteLine();
    }

    private static string Grades(IEnumerable<string> grades) => string.Join('、', grades.Select(grade => RulesWords.Chinese("grade." + grade)));

    private static Table Table(IEnumerable<DutyLine> duties)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var heading in new[] { "kind", "period", "opens", "due", "state", "owed-by", "closed-by" })
            table.AddColumn(new TableColumn(new Text(RulesWords.Chinese(heading))) { NoWrap = heading is "opens" or "due" or "state" });
        foreach (var duty in duties)
        {
            table.AddRow(
                new Text(RulesWords.Chinese(DutyName.Key(duty.Kind, duty.Period))), new Text(duty.Period ?? ""),
                new Text(Day(duty.Opens)), new Text(Day(duty.Due)),
                new Text(RulesWords.Chinese("state." + duty.State)), new Text(RulesWords.Chinese("party." + duty.OwedBy)), new Text(Because(duty)));
        }
        return table;
    }

    private static string Because(DutyLine duty) => duty switch
    {
        { ClosedBy: { } record } => RulesWords.Chinese("record." + record),
        { State: "moot", Note: { } note } => RulesWords.Chinese("moot." + note),
        _ => duty.Note ?? "",
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
