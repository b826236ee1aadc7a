using Hongyan.Data;

namespace Hongyan.Records;

/// <summary>One row of a case in its timeline.</summary>
/// <param name="Form">The type of record whose words it has; of what is asked, that of the record that it is about.</param>
/// <param name="Later">What struck it or took its place; of what was asked, what declined it.</param>
/// <param name="Earlier">The record that it strikes, corrects or asks about.</param>
public sealed record CaseHappening(Record Row, string Form, LetterSlip? Letter, Record? Later, Record? Earlier)
{
    public bool CanStrike { get; init; }

    public bool CanCorrect { get; init; }

    /// <summary>Asked, and nobody has answered.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>The reader confirms or declines it, or takes his own question back.</summary>
    public bool CanAnswer { get; init; }
}

public sealed partial class CaseRecording
{
    /// <summary>All rows of a case that the actor may read, the newest day first, with what he can undo.</summary>
    public IReadOnlyList<CaseHappening> TimelineOf(HeldCase held) =>
        [.. held.Rows.Where(row => !row.IsUnread).Select(row => HappeningOf(held, row)).Reverse().OrderByDescending(one => one.Row.OnDate)];

    private CaseHappening HappeningOf(HeldCase held, Record row)
    {
        var later = CaseRows.LaterThan(row, held.Rows);
        var earlier = (row.CorrectsId ?? row.AsksId) is { } about ? held.Row(about) : null;
        var isAbout = Undoing.IsAboutRecord(row.Type);
        var form = row.Type == Undoing.CorrectionAsked && earlier is not null ? earlier.Type : row.Type;
        var isOpen = later is null && !isAbout;
        var isWaiting = later is null && row.AsksId is not null && earlier is not null && CaseRows.LaterThan(earlier, held.Rows) is null;
        return new CaseHappening(row, form, held.Kind.Book.Find(form) is null ? null : held.Kind.Read(row.Data).Letter, later, earlier)
        {
            CanStrike = isOpen && UndoRefusal(held, row, strikes: true) is null,
            CanCorrect = isOpen && UndoRefusal(held, row, strikes: false) is null,
            IsWaiting = isWaiting,
            CanAnswer = isWaiting && (row.AccountId == actor.AccountId || CaseRows.AnswerRefusal(row, actor, held.Parties) is null),
        };
    }
}
