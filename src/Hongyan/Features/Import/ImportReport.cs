using System.Text.Encodings.Web;
using System.Text.Json;
using Hongyan.Features.Import.Checks;

namespace Hongyan.Features.Import;

/// <summary>The result of an import for the command line: as JSON for programs, as lines for people.</summary>
internal static class ImportReport
{
    private const int ShownProblems = 50, ShownHomes = 10;

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
            Sheets = judgement.Roster.Sheets.Select(sheet => sheet.Name),
            judgement.Roster.HeaderRow,
            judgement.Roster.HeaderRows,
            FirstDataRow = judgement.Roster.Rows[0].Number,
            Rows = judgement.Rows.Count,
            judgement.Accepted,
            judgement.Rejected,
            judgement.Unchanged,
            judgement.Warnings,
            Saved = saved,
            Outside = new { New = judgement.Homes?.Made ?? [], Similar = judgement.Homes?.MadeSimilar ?? [] },
            Unread = judgement.Roster.Unread.Select(unread => new { unread.What, unread.Rows, unread.Where, Message = ImportWords.Of(unread) }),
            Remarks = judgement.Roster.Remarks.Select(remark => new { remark.What, Message = ImportWords.Of(remark) }),
            Problems = judgement.Problems.Select(Line),
            Notes = judgement.Notes.Select(Line),
        },
        Options);

    public static IEnumerable<string> Lines(string file, Judgement judgement, bool saved, bool dryRun)
    {
        foreach (var line in FileLines(file, judgement)) yield return line;
        yield return ImportWords.Say("report.counts", judgement.Accepted, judgement.Rejected, judgement.Unchanged, judgement.Warnings);
        foreach (var problem in judgement.Problems.Take(ShownProblems))
            yield return ImportWords.Say("report.problem", problem.Place, problem.Title, ImportWords.Of(problem), problem.Code);
        if (judgement.Problems.Count > ShownProblems)
            yield return ImportWords.Say("report.more", judgement.Problems.Count - ShownProblems);
        if (judgement.Homes?.Made is { Count: > 0 } made)
            yield return ImportWords.Say("report.outside", made.Count, string.Join('、', made.Take(ShownHomes)) + (made.Count > ShownHomes ? "…" : ""));
        foreach (var group in judgement.Notes.GroupBy(note => note.Code))
            yield return ImportWords.Say("report.note", group.Count(), ImportWords.Say("note." + group.Key));
        yield return ImportWords.Say(saved ? "report.saved" : dryRun ? "report.dry-run" : judgement.Rejected > 0 ? "report.not-saved" : "report.nothing-new");
    }

    private static IEnumerable<string> FileLines(string file, Judgement judgement)
    {
        var roster = judgement.Roster;
        yield return ImportWords.Say("report.read", file, string.Join('、', roster.Sheets.Select(sheet => sheet.Name)), roster.HeaderRow, judgement.Rows.Count);
        foreach (var unread in roster.Unread)
            yield return ImportWords.Say(unread.What == "hidden-rows" ? "report.hidden-rows" : "report.sheets", ImportWords.Of(unread));
        foreach (var remark in roster.Remarks) yield return ImportWords.Say("report.remark", ImportWords.Of(remark));
    }

    private static object Line(Problem problem) => new
    {
        problem.Row,
        Sheet = problem.In.Table.Sheet.Name,
        Column = problem.Title,
        problem.Code,
        Severity = problem.Severity.ToString().ToLowerInvariant(),
        Message = ImportWords.Of(problem),
    };
}
