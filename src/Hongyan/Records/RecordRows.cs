using System.Globalization;
using System.Text.Json.Nodes;
using Hongyan.Rules.Identity;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Records;

/// <summary>Rows within a form, and what else the forms of cases ask for: money, telephone numbers, files.</summary>
public sealed partial class RecordInput
{
    public const int MostRows = 30;

    /// <summary>The button that adds a row, by the field it is for; nothing is checked and all that was typed stays.</summary>
    public const string Add = "add";

    private const decimal MostMoney = 9_999_999_999.99m;
    private const decimal MostNumber = 1_000_000;
    private readonly Dictionary<string, int> rows = [];

    /// <summary>By field, the files that came with the form.</summary>
    public Dictionary<string, FiledPaper> Filed { get; } = [];

    /// <summary>How many rows of a field are shown.</summary>
    public int RowsOf(RecordField field) => rows.GetValueOrDefault(field.Name, 1);

    /// <summary>Where a field of a row is typed.</summary>
    public static string CellOf(string field, int row, string cell) => FormattableString.Invariant($"{field}.{row}.{cell}");

    /// <summary>Where the form says how many rows it has.</summary>
    public static string CountOf(string field) => field + ".rows";

    /// <summary>Another empty row below those that are there.</summary>
    public void AddRow(string name)
    {
        if (Fields.FirstOrDefault(field => field.Name == name && field.Kind == FieldKind.Rows) is { } field)
            ShowRows(field, RowsOf(field) + 1);
    }

    /// <summary>Shows so many rows, as many as a form may have.</summary>
    public void ShowRows(RecordField field, int count)
    {
        rows[field.Name] = Math.Clamp(count, 1, MostRows);
        foreach (var name in NamesOf([field], RowsOf).Where(name => !Values.ContainsKey(name)).ToList())
            Values[name] = null;
    }

    /// <summary>What is found for a field of a row is found once for all rows: its key has no number.</summary>
    public static string KeyOf(string at) => at.Split('.') is [var field, _, var cell] ? $"{field}.{cell}" : at;

    /// <summary>Rows as an earlier record has them.</summary>
    public void TakeRows(RecordField field, JsonArray said)
    {
        ShowRows(field, said.Count);
        foreach (var (row, at) in said.Select((row, at) => (row!.AsObject(), at)))
        {
            foreach (var (cell, value) in row)
                Values[CellOf(field.Name, at, cell)] = value?.ToString();
        }
    }

    private bool HasValue(RecordField field) => field.Kind switch
    {
        FieldKind.YesNo or FieldKind.Reasons => true,
        FieldKind.Rows => TypedRows(field).Any(),
        FieldKind.File => Filed.ContainsKey(field.Name),
        _ => this[field.Name] is not null,
    };

    private void CountRows(IFormCollection posted)
    {
        foreach (var field in Fields.Where(field => field.Kind == FieldKind.Rows))
            ShowRows(field, int.TryParse(posted[$"Values[{CountOf(field.Name)}]"].ToString(), CultureInfo.InvariantCulture, out var count) ? count : 1);
    }

    private IEnumerable<int> TypedRows(RecordField field) =>
        Enumerable.Range(0, RowsOf(field)).Where(row => field.Row.Any(cell => this[CellOf(field.Name, row, cell.Name)] is not null));

    private JsonArray RowsJson(RecordField field)
    {
        var all = new JsonArray();
        foreach (var row in TypedRows(field))
        {
            var json = new JsonObject();
            foreach (var cell in field.Row)
            {
                var at = CellOf(field.Name, row, cell.Name);
                if (this[at] is not null)
                    json[cell.Name] = ValueOf(cell, at);
                else if (cell.Required)
                    Errors.Add((at, "invalid.required"));
            }
            all.Add(json);
        }
        return all;
    }

    private JsonObject FiledJson(RecordField field) => Json(Filed[field.Name]);

    internal static JsonObject Json(FiledPaper paper) => new() { ["id"] = paper.Id.ToString(), ["name"] = paper.Name, ["sha256"] = paper.Sha256 };

    private JsonValue? NumberOf(RecordField field, string at)
    {
        var isMoney = field.Kind == FieldKind.Money;
        if (decimal.TryParse(this[at], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number <= (isMoney ? MostMoney : MostNumber)
            && (field.IsDecimal || number == (isMoney ? decimal.Round(number, 2) : decimal.Truncate(number))))
            return field.IsDecimal || isMoney ? JsonValue.Create(number) : JsonValue.Create((int)number);
        Errors.Add((at, isMoney ? "invalid.money" : "invalid.number"));
        return null;
    }

    private string? Phone(string at)
    {
        if (PhoneNumber.Read(this[at]!) is { } number)
            return number;
        Errors.Add((at, "invalid.phone"));
        return null;
    }

    /// <summary>The names under which a form posts its fields: one for each reason of a field of reasons, and for each field of a row.</summary>
    private static IEnumerable<string> NamesOf(IEnumerable<RecordField> fields, Func<RecordField, int> rows) => fields.SelectMany(field => field.Kind switch
    {
        FieldKind.Reasons => field.Choices.Select(choice => ReasonOf(field.Name, choice)),
        FieldKind.Rows => Enumerable.Range(0, rows(field)).SelectMany(row => field.Row.Select(cell => CellOf(field.Name, row, cell.Name))).Append(field.Name),
        _ => [field.Name],
    }).Append(On).Append(Note);
}
