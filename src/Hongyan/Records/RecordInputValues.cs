using System.Globalization;
using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>The values of single fields, read from what was typed.</summary>
public sealed partial class RecordInput
{
    /// <param name="at">Where it was typed: the field's own name, or its place in a row.</param>
    private JsonNode? ValueOf(RecordField field, string at) => field.Kind switch
    {
        FieldKind.Date => Day(at, required: false)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FieldKind.Number or FieldKind.Money => NumberOf(field, at),
        FieldKind.YesNo => this[at] == "true",
        FieldKind.Several => new JsonArray([.. this[at]!.Split(',').Where(one => Known(field, one, at)).Select(one => JsonValue.Create(one))]),
        FieldKind.Reasons => Reasons(field),
        FieldKind.Rows => RowsJson(field),
        FieldKind.File => FiledJson(field),
        FieldKind.Phone => Phone(at),
        FieldKind.Choice when IsFree(field) => Text(at, RecordForm.LongestText),
        FieldKind.Choice => Known(field, this[at]!, at) ? this[at] : null,
        FieldKind.Prose => Text(at, field.Longest ?? RecordForm.LongestProse),
        _ => Text(at, RecordForm.LongestText),
    };

    private JsonObject? Reasons(RecordField field)
    {
        var reasons = field.Choices.Where(choice => this[field.Explains!]?.Split(',').Contains(choice) != true)
            .Select(choice => (choice, Reason: Text(ReasonOf(field.Name, choice), RecordForm.LongestText))).Where(pair => pair.Reason is not null).ToList();
        return reasons.Count == 0 ? null : new JsonObject(reasons.Select(pair => KeyValuePair.Create(pair.choice, (JsonNode?)pair.Reason)));
    }

    private DateOnly? Day(string field, bool required)
    {
        if (DateOnly.TryParseExact(this[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= Earliest
            && day <= KnownDays.Last)
            return day;
        if (required || this[field] is not null)
            Errors.Add((field, this[field] is null ? "invalid.required" : "invalid.date"));
        return null;
    }

    private DateOnly Checked(DateOnly on, Sojourn? sojourn, DateOnly today)
    {
        if (on > today)
            Errors.Add((On, "invalid.future"));
        else if (sojourn is not null && on < sojourn.DepartedOn && Form is { Steps.Count: > 0, MayPrecedeStart: false })
            Errors.Add((On, "invalid.before-departure"));
        return on;
    }

    private string? Text(string field, int longest)
    {
        if (TypedText.TooLong(this[field], longest) is { } sentence)
        {
            tooLong[field] = sentence;
            Errors.Add((field, "invalid.length"));
        }
        return this[field];
    }

    private bool Known(RecordField field, string choice, string at)
    {
        if (field.Choices.Contains(choice) || (Found.TryGetValue(KeyOf(at), out var found) && found.Any(one => one.Value == choice)))
            return true;
        Errors.Add((at, field.Name == "grade" && Hints.ContainsKey(field.Name) ? "invalid.grade" : "invalid.value"));
        return false;
    }
}
