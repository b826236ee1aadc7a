using System.Text.Encodings.Web;
using System.Text.Json;
using Hongyan.Features.Import.Checks;

namespace Hongyan.Features.Import;

/// <summary>The result of an import for the command line: as JSON for programs, as lines for people.</summary>
internal static class ImportReport
{
    private const int ShownProblems = 50;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static string Json(string file, Judgement judgement, bool saved) => JsonSerializer.Serialize(
        new
        {
            File = file,
            judgement.Roster.Kind,
            Sheet = judgement.Roster.Sheet.Name,
            judgement.Roster.HeaderRow,
            judgement.Roster.HeaderRows,
            FirstDataRow = judgement.Roster.Rows[0].Number,
            Rows = judgement.Rows.Count,
            judgement.Accepted,
            judgement.Rejected,
            judgement.Unchanged,
            judgement.Warnings,
            Saved = saved,
            Problems = judgement.Problems.Select(Line),
            Notes = judgement.Notes.Select(Line),
        },
        Options);

    public static IEnumerable<string> Lines(string file, Judgement judgement, bool saved, bool dryRun)
    {
        yield return ImportWords.Say("report.read", file, judgement.Roster.Sheet.Name, judgement.Roster.HeaderRow, judgement.Rows.Count);
        yield return ImportWords.Say("report.counts", judgement.Accepted, judgement.Rejected, judgement.Unchanged, judgement.Warnings);
        foreach (var problem in judgement.Problems.Take(ShownProblems))
            yield return ImportWords.Say("report.problem", problem.Row, problem.Title, ImportWords.Of(problem), problem.Code);
        if (judgement.Problems.Count > ShownProblems)
            yield return ImportWords.Say("report.more", judgement.Problems.Count - ShownProblems);
        foreach (var group in judgement.Notes.GroupBy(note => note.Code))
            yield return ImportWords.Say("report.note", group.Count(), ImportWords.Say("note." + group.Key));
        yield return ImportWords.Say(saved ? "report.saved" : dryRun ? "report.dry-run" : judgement.Rejected > 0 ? "report.not-saved" : "report.nothing-new");
    }

    private static object Line(Problem problem) => new
    {
        problem.Row,
        Column = problem.Title,
        problem.Code,
        Severity = problem.Severity.ToString().ToLowerInvariant(),
        Message = ImportWords.Of(problem),
    };
}
