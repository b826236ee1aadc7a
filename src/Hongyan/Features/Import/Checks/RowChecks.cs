using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;

namespace Hongyan.Features.Import.Checks;

/// <summary>One row under examination: reads its cells and collects what is wrong with them.</summary>
internal sealed class RowChecks(Roster roster, RosterRow row, DateOnly on, List<Problem> problems)
{
    // What ends later may not have ended yet, and rosters say so in words.
    private static readonly string[] Ends = [Fields.Returned, Fields.ExpectedReturn, Fields.Converted, Fields.Extended];
    private HashSet<string>? broken; // fields whose cell was told to be broken

    public RosterRow Row => row;

    public int Number => row.Number;

    /// <summary>The number of the row, with its sheet when several are read.</summary>
    public string Place => roster.Place(row);

    public string PlaceOf(RosterRow other) => roster.Place(other);

    public DateOnly On => on;

    public bool IsRejected { get; private set; }

    public Cell Cell(string field) => row[field];

    public bool Has(string field) => row.Table.Has(field);

    public string Title(string field) => row.Table.TitleOf(field);

    /// <summary>The text of a cell; null when blank, or when an error or a word such as 无 stands there.</summary>
    public string? Text(string field) => Read(field, decides: false);

    /// <summary>The text of a cell without which the row could mean somebody or something else: an error there rejects the row.</summary>
    public string? Sound(string field) => Read(field, decides: true);

    /// <summary>The text of a cell that must not be blank.</summary>
    public string? Required(string field)
    {
        if (Sound(field) is { } text) return text;
        if (broken?.Contains(field) != true) Reject(field, ProblemCode.RequiredMissing, arguments: Title(field));
        return null;
    }

    /// <summary>A date, when the cell holds one: unreadable ones and those after <paramref name="latest"/> are rejected.</summary>
    public WrittenDate? Date(string field, DateOnly latest)
    {
        if (Sound(field) is not { } text || (Ends.Contains(field) && KnownWords.IsNotYet(Plain.Key(text)))) return null;
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

    public void Warn(string field, string code, params object[] arguments) => Add(field, code, Severity.Warn, detail: null, arguments);

    public void Note(string field, string code, params object[] arguments) => Add(field, code, Severity.Note, detail: null, arguments);

    public JudgedRow Judge(Change? change) => new(row, IsRejected, IsRejected ? null : change);

    private string? Read(string field, bool decides)
    {
        var cell = row[field];
        if (cell.Kind is CellKind.Error or CellKind.Uncalculated)
        {
            if (!(broken ??= []).Add(field)) return null;
            var code = cell.Kind == CellKind.Error ? ProblemCode.CellError : ProblemCode.CellUncalculated;
            if (decides) Reject(field, code, detail: null, cell.Text);
            else Add(field, code, Severity.Warn, detail: null, [cell.Text]);
            return null;
        }
        return Plain.Text(cell.Text) is { Length: > 0 } text && !KnownWords.IsBlank(text) ? text : null;
    }

    private void Add(string field, string code, Severity severity, string? detail, object[] arguments) =>
        problems.Add(new Problem(row, Place, row.Table.ColumnOf(field), Title(field), code, severity, detail, arguments));
}
