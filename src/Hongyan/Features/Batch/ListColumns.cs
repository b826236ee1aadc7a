using System.Globalization;
using System.Text.RegularExpressions;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Engine;

namespace Hongyan.Features.Batch;

/// <summary>The columns of a list, and what a cell of it means: in the file that comes back and where somebody types what stands on paper.</summary>
internal sealed partial class ListColumns(BatchContent content, Texts texts, DateOnly today)
{
    private const int MostDigits = 9;
    private static readonly char[] Between = ['、', ',', '，', ';', '；', ' ', '\n'];
    private static readonly FieldKind[] Written =
    [
        FieldKind.Date, FieldKind.Text, FieldKind.Prose, FieldKind.Number, FieldKind.Money, FieldKind.Phone, FieldKind.Choice, FieldKind.Several,
        FieldKind.YesNo,
    ];

    private readonly Texts words = texts.For("Batch");
    private readonly Texts records = texts.For("Records");

    public IReadOnlyList<ListColumn> All =>
    [
        new(RecordInput.On, Label(RecordInput.On), Label(RecordInput.On), null),
        .. content.Form.FieldsForMany.Where(one => Written.Contains(one.Kind) && one.Given is null)
            .Select(one => new ListColumn(one.Name, Label(one.Name) + Options(one), Label(one.Name), one)),
        .. content.Form.Unless is null ? [] : new[]
        {
            new ListColumn(ListColumn.Missed, words["list.unless", Unless], Unless, null),
        },
        new(RecordInput.Note, Label(RecordInput.Note), Label(RecordInput.Note), null),
    ];

    /// <summary>The same without the remark, where a sentence is asked for anyhow: paper is narrow.</summary>
    public IReadOnlyList<ListColumn> OnPaper =>
        [.. All.Where(column => column.Name != RecordInput.Note || content.IsOwn(RecordInput.Note) || !All.Any(one => one.Field?.Kind == FieldKind.Prose))];

    /// <summary>Which digit stands for which choice; nothing for what has none.</summary>
    public string? LegendOf(ListColumn column) => column.Kind switch
    {
        FieldKind.YesNo => words["list.legend", column.Label, words["list.digits", records["yes"], records["no"]]],
        FieldKind.Choice or FieldKind.Several when column.Field is { Choices.Length: > 0 } field => words["list.legend", column.Label,
            string.Join(records["and"], field.Choices.Select((choice, index) => $"{index + 1} {Word(field, choice)}"))],
        _ => null,
    };

    /// <summary>What was typed once and holds where a cell is empty, in words.</summary>
    public string? Once
    {
        get
        {
            var said = from column in OnPaper
                       where column.Name != ListColumn.Missed && content.Common.GetValueOrDefault(column.Name) is { Length: > 0 }
                       let value = content.Common[column.Name]
                       let shown = column.Field is { Choices.Length: > 0 } asked
                           ? string.Join(records["and"], value.Split(',').Where(asked.Choices.Contains).Select(choice => Word(asked, choice))) : value
                       where shown.Length > 0
                       select records["said", column.Label, column.Kind == FieldKind.YesNo ? records[value == "true" ? "yes" : "no"] : shown];
            return string.Join(" · ", said) is { Length: > 0 } all ? words["list.once", all] : null;
        }
    }

    /// <summary>His line as the cells say it; what stands in none is as it was in the form.</summary>
    /// <param name="wrong">Told of each cell that cannot be.</param>
    public BatchLine LineOf(Person person, IEnumerable<(ListColumn Column, Cell Cell)> cells, Action<ListColumn, string> wrong)
    {
        var line = new BatchLine { Picked = true };
        foreach (var (name, value) in content.LineOf(person.Stay.Id).Values)
            line.Values[name] = value;
        foreach (var (column, cell) in cells.Where(one => !one.Cell.IsBlank))
        {
            if (column.Kind == FieldKind.YesNo && !IsYes(cell.Text) && !IsNo(cell.Text))
                wrong(column, words["list.yes-no"]);
            if (column.Name == ListColumn.Missed)
            {
                line.Missed = IsYes(cell.Text);
                continue;
            }
            var value = line.Values[column.Name] = ValueOf(column, cell, person);
            if (WrongWith(column, value, person) is { } sentence)
                wrong(column, sentence);
        }
        return line;
    }

    private string? WrongWith(ListColumn column, string value, Person person)
    {
        if (column.Kind == FieldKind.Date)
        {
            return !DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? words["list.no-day"]
                : column.Name == RecordInput.On && day < content.ListedOn ? words["list.before", DateText.Of(content.ListedOn.Value)] : null;
        }
        var known = column.Field is { IsFree: false, Kind: FieldKind.Choice or FieldKind.Several } field
            ? field.Choices.Length > 0 ? field.Choices : person.Form.Found.GetValueOrDefault(field.Name)?.Select(one => one.Value).ToArray() : null;
        return known is not null && value.Split(',').Except(known).Any() ? words["list.no-choice"] : null;
    }

    /// <summary>As a form would send it; what means nothing here goes on as it stands, and the form says what is wrong with it.</summary>
    private string ValueOf(ListColumn column, Cell cell, Person person)
    {
        var text = cell.Text.Trim();
        return column.Kind switch
        {
            FieldKind.Date => (WrittenDate.Read(cell) is { Part: DatePart.Day } date ? date.Day : ShortDay(text, isPast: column.Name == RecordInput.On))
                ?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? text,
            FieldKind.YesNo => IsYes(text) ? "true" : "false",
            FieldKind.Choice => Meant(column.Field!, text, person),
            FieldKind.Several => string.Join(',', SplitUp(column.Field!, text).Select(one => Meant(column.Field!, one, person)).Distinct()),
            _ => text,
        };
    }

    /// <summary>12-1, 12.1 or 12月1日: the nearest such day, for what happened one that is not to come.</summary>
    private DateOnly? ShortDay(string text, bool isPast)
    {
        var match = MonthAndDay().Match(text);
        if (!match.Success)
            return null;
        var (month, day) = (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        return Enumerable.Range(today.Year - 1, 3).Where(year => month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month))
            .Select(year => new DateOnly(year, month, day)).Where(one => !isPast || one <= today)
            .OrderBy(one => Math.Abs(one.DayNumber - today.DayNumber)).Select(one => (DateOnly?)one).FirstOrDefault();
    }

    /// <summary>Several choices, by words or by digits, which need nothing between them.</summary>
    private static IEnumerable<string> SplitUp(RecordField field, string text) => text.Split(Between, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(part => part.Length > 1 && field.Choices.Length is > 0 and <= MostDigits && part.All(char.IsAsciiDigit)
            && part.Distinct().Count() == part.Length ? part.Select(digit => digit.ToString()) : [part]);

    private string Meant(RecordField field, string text, Person person) =>
        field.Choices.Length > 0 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1
            && number <= field.Choices.Length ? field.Choices[number - 1]
        : (person.Form.Found.TryGetValue(field.Name, out var found) ? found : field.Choices.Select(choice => (Value: choice, Text: Word(field, choice))))
            .Where(one => one.Text == text || one.Value == text || one.Text.StartsWith(text + "（", StringComparison.Ordinal)).Select(one => one.Value)
            .FirstOrDefault() ?? text;

    private bool IsYes(string text) => text.Trim() is "√" or "✓" or "1" or "true" || text.Trim() == records["yes"];

    private bool IsNo(string text) => text.Trim() is "×" or "x" or "X" or "0" or "false" || text.Trim() == records["no"];

    private string Options(RecordField field) => field.Kind switch
    {
        FieldKind.YesNo => $"（{records["yes"]}/{records["no"]}）",
        FieldKind.Choice or FieldKind.Several when field.Choices.Length > 0 =>
            $"（{string.Join('、', field.Choices.Select(choice => Word(field, choice)))}）",
        _ => "",
    };

    private string Unless => records["unless." + content.Type];

    private string Label(string field) => RecordWords.Label(records, content.Type, field);

    private string Word(RecordField field, string choice) => RecordWords.Choice(records, content.Type, field.Name, choice);

    [GeneratedRegex(@"\A([0-9]{1,2})[-./月]([0-9]{1,2})[日号]?\z")]
    private static partial Regex MonthAndDay();
}
