using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Rules.Identity;
using Hongyan.Rules.National;

namespace Hongyan.Features.National;

/// <summary>A row of the file: whom it is about and what it says, by column.</summary>
/// <param name="Place">The number of the row, with its sheet when several are read.</param>
/// <param name="Returned">Whether it says that he came back; else it is over without saying how.</param>
internal sealed record FileRow(
    string Place, string Name, IdNumber? Number, BirthDate? Born, IReadOnlyDictionary<string, string> Said, FlowFacts Facts, bool Returned)
{
    public string? Of(string column) => Said.GetValueOrDefault(column);
}

/// <summary>A file of the national system, read by the columns of policy/national through the pipeline of all files.</summary>
/// <param name="Problems">Why rows cannot be read, each with its place.</param>
/// <param name="Wrong">How many rows cannot be read.</param>
/// <param name="OtherSide">Rows of the other direction, which this comparison is not about.</param>
internal sealed record NationalFile(
    IReadOnlySet<string> Columns, IReadOnlyList<FileRow> Rows, IReadOnlyList<Problem> Problems, int Wrong, int OtherSide)
{
    private const int MostText = 200;

    public int All => Rows.Count + Wrong + OtherSide;

    /// <param name="side">The direction that is compared.</param>
    /// <exception cref="UnreadableFile">The file is refused as a whole.</exception>
    public static NationalFile Read(byte[] content, NationalLayout layout, string side, DateOnly today)
    {
        List<Field> fields = [.. layout.Columns.Select(column => new Field(column.Key, [.. column.Headings]) { Required = column.Required })];
        // a whole file is asked for: what is hidden or stands on another sheet counts, too
        var roster = HeaderFinder.Find(RosterReader.Read(content), ImportKind.National, fields, new ReadingScope(AllSheets: true, HiddenRows: true));
        var (rows, problems, wrong, otherSide) = (new List<FileRow>(), new List<Problem>(), 0, 0);
        foreach (var row in roster.Rows)
        {
            var checks = new RowChecks(roster, row, today, problems);
            if (checks.Text("side") is { } word && layout.CodeOf("side", Plain.Key(word)) is { } other && other != side)
                otherSide++;
            else if (ReadRow(checks, layout) is { } read)
                rows.Add(read);
            else
                wrong++;
        }
        return new NationalFile(roster.Main.Columns.Keys.ToHashSet(), rows, problems.FindAll(problem => problem.Severity == Severity.Reject), wrong, otherSide);
    }

    private static FileRow? ReadRow(RowChecks row, NationalLayout layout)
    {
        var person = Person.Read(row, branches: null);
        var ahead = row.On.AddYears(1);
        var (departed, ended) = (row.Day(Fields.Departed, ahead), row.Day(Fields.Returned, ahead));
        row.Day(Fields.Arrived, ahead);
        if (departed is { } from && ended is { } until && until.Day < from.Day && !until.Agrees(from.Day))
            row.Reject(Fields.Returned, ProblemCode.DateOrder);
        var state = StateOf(row, layout);
        var said = new Dictionary<string, string>();
        foreach (var column in layout.Columns)
        {
            if (row.Text(column.Key) is not { } text)
                continue;
            if (text.Length > MostText)
                row.Reject(column.Key, ProblemCode.TextTooLong, detail: null, MostText);
            else if (column.Key != Fields.IdNumber)
                said[column.Key] = text;
        }
        if (row.IsRejected || person.Name is null)
            return null;
        BirthDate? born = person.Number is { } number ? new BirthDate(number.Born)
            : person.Born is { Part: not DatePart.Year } date ? new BirthDate(date.Day, date.Part == DatePart.Month) : null;
        return new FileRow(row.Place, person.Name, person.Number, born, said, new FlowFacts
        {
            Departed = departed?.Day,
            OnlyMonth = departed is { Part: DatePart.Month },
            Place = said.GetValueOrDefault(Fields.Place),
            Host = said.GetValueOrDefault(Fields.Host),
            Certificate = said.GetValueOrDefault(Fields.Certificate) is { } certificate ? Plain.Key(certificate).ToUpperInvariant() : null,
            IsOver = state is null ? ended is null ? null : ended.Value.Day <= row.On : state != NationalLayout.Open,
            EndedOn = ended is { Part: DatePart.Day } day ? day.Day : null,
        }, state == NationalLayout.Returned || (state is null && ended is not null && row.Title(Fields.Returned).Contains('返', StringComparison.Ordinal)));
    }

    /// <summary>The code of the state; a word that the layout does not know rejects the row, for it could mean either.</summary>
    private static string? StateOf(RowChecks row, NationalLayout layout)
    {
        if (row.Sound("state") is not { } word)
            return null;
        var code = layout.CodeOf("state", Plain.Key(word));
        if (code is null)
            row.Reject("state", ProblemCode.CodeUnknown, "state");
        return code;
    }
}
