using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Checks;

/// <summary>What accepting a row would do.</summary>
internal abstract record Change;

/// <summary>The answer to one row: rejected, unchanged (nothing to do) or accepted with what there is to do.</summary>
internal sealed record JudgedRow(RosterRow Row, bool Rejected, Change? Change);

/// <summary>The answer to a whole file; nothing has been saved yet.</summary>
internal sealed class Judgement(
    Roster roster, string? into, DateOnly on, IReadOnlyList<JudgedRow> rows, IReadOnlyList<Problem> found, IReadOnlyList<UnknownNumber> unknown)
{
    public Roster Roster => roster;

    /// <summary>The organisations outside that the rows name: homes of those who came or are announced, hosts of those who left.</summary>
    public GuestHomes? Homes { get; init; }

    /// <summary>The organisation imported into; null only for the first organisations of an empty database.</summary>
    public string? Into => into;

    public DateOnly On => on;

    public IReadOnlyList<JudgedRow> Rows => rows;

    public int Accepted { get; } = rows.Count(row => row.Change is not null);

    public int Rejected { get; } = rows.Count(row => row.Rejected);

    public int Unchanged => rows.Count - Accepted - Rejected;

    /// <summary>Rejections and warnings, from left to right and from top to bottom.</summary>
    public IReadOnlyList<Problem> Problems { get; } =
        InOrder(roster, found.Where(problem => problem.Severity != Severity.Note));

    public IReadOnlyList<Problem> Notes { get; } =
        InOrder(roster, found.Where(problem => problem.Severity == Severity.Note));

    /// <summary>The ID numbers that nobody within reach has: that they are new tells as much as that they are registered elsewhere.</summary>
    public IReadOnlyList<UnknownNumber> Unknown => unknown;

    public int Warnings => Problems.Count(problem => problem.Severity == Severity.Warn);

    private static List<Problem> InOrder(Roster roster, IEnumerable<Problem> problems)
    {
        List<Sheet> sheets = [.. roster.Sheets];
        return [.. problems.OrderBy(problem => sheets.IndexOf(problem.In.Table.Sheet)).ThenBy(problem => problem.Row).ThenBy(problem => problem.Column)];
    }
}
