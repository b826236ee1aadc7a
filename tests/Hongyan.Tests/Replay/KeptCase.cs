using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Points;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Tests.Replay;

/// <summary>Compares what the database keeps of a case on a day with its case file and with what the rules say of it.</summary>
internal static class KeptCase
{
    /// <summary>Everything in which table and records differ from file and rules, each in a sentence.</summary>
    /// <param name="expected">What the file expects of the day.</param>
    /// <param name="told">The case as the rules read it from the file.</param>
    /// <param name="read">The case as read from the database.</param>
    /// <param name="kept">Its rows of the table.</param>
    public static IEnumerable<string> Differences(Expectation expected, SojournCase told, SojournCase? read, IReadOnlyList<KeptDuty> kept)
    {
        var story = told.AsOf(expected.On);
        List<DutyLine> lines = [.. kept.Where(duty => duty.OpensOn <= story.Horizon).Select(duty => LineOf(duty, expected.On))];
        var warnings = read is null ? [] : WarningBook.On(read, expected.On);
        var points = read is null ? null : PointsBook.On(read, expected.On);
        var failures = CaseCheck.Failures(expected, lines,
            [.. warnings.Select(warning => new WarningLine(warning.Kind, warning.Since, warning.ReachedOn, warning.Clauses))],
            points is null ? null : new PointsLine(points.Lines, points.Total, points.TotalWithoutAppealed, points.GradesOpen),
            points?.GradesOpen ?? PointsBook.GradesOpen(story));
        foreach (var failure in failures)
            yield return "expected by the file: " + failure;

        var left = lines.ConvertAll(Text);
        foreach (var said in DutyBook.In(story).Select(duty => Text(LineOf(duty, expected.On))))
        {
            if (!left.Remove(said))
                yield return $"the rules say {said}, the table does not";
        }
        foreach (var row in left)
            yield return $"the table says {row}, the rules do not";

        var (raised, meant) = (Text(warnings), Text(WarningBook.In(story)));
        if (raised != meant)
            yield return $"warnings are {raised} instead of {meant}";
        if (Text(points) != Text(PointsBook.In(story)))
            yield return $"points are {Text(points)} instead of {Text(PointsBook.In(story))}";
    }

    private static DutyLine LineOf(KeptDuty duty, DateOnly day) => new(duty.Kind, duty.Period, duty.OpensOn, duty.DueOn,
        DutyLine.NameOf(duty.StateOn(day)), duty.OwedBy!, duty.Clauses, duty.ClosedBy, Settled(duty.DoneOn, duty.MootOn, duty.WaivedOn, duty.Note));

    private static DutyLine LineOf(Duty duty, DateOnly day) => new(duty.Kind, duty.Period, duty.OpensOn, duty.DueOn,
        DutyLine.NameOf(duty.StateOn(day)), DutyLine.NameOf(duty.OwedBy), duty.Clauses, duty.ClosedBy,
        Settled(duty.DoneOn, duty.MootOn, duty.WaivedOn, duty.Note));

    private static string Settled(DateOnly? done, DateOnly? moot, DateOnly? waived, string? note) => $"done {done:o} moot {moot:o} waived {waived:o} {note}";

    private static string Text(DutyLine line) =>
        $"{line.Kind} {line.Period} owed by {line.OwedBy}, {line.Opens:o} to {line.Due:o}, "
            + $"{line.State} {line.ClosedBy} ({line.Note}; {string.Join(' ', line.Clauses)})";

    private static string Text(IEnumerable<Warning> warnings) =>
        string.Join(", ", warnings.Select(warning => $"{warning.Kind} since {warning.Since:o} reached {warning.ReachedOn:o}"));

    private static string Text(PointsSheet? sheet) => sheet is null
        ? "none"
        : string.Join(' ', sheet.Lines.Select(line => $"{line.Key}={line.Value}"))
            + $" total {sheet.Total} of {sheet.TotalWithoutAppealed}, open {string.Join(' ', sheet.GradesOpen)}";
}
