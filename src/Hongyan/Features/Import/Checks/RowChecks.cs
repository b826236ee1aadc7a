using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;

namespace Hongyan.Features.Import.Checks;

/// <summary>One row under examination: reads its cells and collects what is wrong with them.</summary>
internal sealed class RowChecks(Roster roster, RosterRow row, DateOnly on, List<Problem> problems)
{
    public int Number => row.Number;

    public DateOnly On => on;

    public bool IsRejected { get; private set; }

    public Cell Cell(string field) => row[field];

    public bool Has(string field) => roster.Has(field);

    public string Title(string field) => roster.TitleOf(field);

    /// <summary>The text of a cell; null when blank.</summary>
    public string? Text(string field) => Plain.Text(row[field].Text) is { Length: > 0 } text ? text : null;

    /// <summary>The text of a cell that must not be blank.</summary>
    public string? Required(string field)
    {
        if (Text(field) is { } text) return text;
        Reject(field, ProblemCode.RequiredMissing, arguments: roster.TitleOf(field));
        return null;
    }

    /// <summary>A date, when the cell holds one: unreadable ones and those after <paramref name="latest"/> are rejected.</summary>
    public WrittenDate? Date(string field, DateOnly latest)
    {
        if (Text(field) is null) return null;
        if (WrittenDate.Read(row[field]) is not { } date)
            Reject(field, ProblemCode.DateUnreadable);
        else if (date.Day > latest)
            Reject(field, ProblemCode.DateInFuture, arguments: latest.ToString("yyyy-MM-dd"));
        else
            return date;
        return null;
    }

    /// <summary>A date on which something began or ended: a year is not enough, and a month counts from its first day and says so.</summary>
    public WrittenDate? Day(string field, DateOnly latest)
    {
        if (Date(field, latest) is not { } date) return null;
        if (date.Part == DatePart.Year)
        {
            Reject(field, ProblemCode.DateUnreadable);
            return null;
        }
        if (date.Part == DatePart.Month) Note(field, ProblemCode.DateMonth, date.Day.ToString("yyyy-MM-dd"));
        return date;
    }

    /// <summary>A text kept as it stands, with a warning when <paramref name="isKnown"/> does not know it.</summary>
    public string? Word(string field, Func<string, bool> isKnown)
    {
        var text = Text(field);
        if (text is not null && !isKnown(text)) Warn(field, ProblemCode.CodeUnknown);
        return text;
    }

    public void Reject(string field, string code, string? detail = null, params object[] arguments)
    {
        IsRejected = true;
        Add(field, code, Severity.Reject, detail, arguments);
    }

    public void Warn(string field, string code) => Add(field, code, Severity.Warn, detail: null, []);

    public void Note(string field, string code, params object[] arguments) => Add(field, code, Severity.Note, detail: null, arguments);

    public JudgedRow Judge(Change? change) => new(Number, IsRejected, IsRejected ? null : change);

    private void Add(string field, string code, Severity severity, string? detail, object[] arguments) =>
        problems.Add(new Problem(row.Number, roster.ColumnOf(field), roster.TitleOf(field), code, severity, detail, arguments));
}
