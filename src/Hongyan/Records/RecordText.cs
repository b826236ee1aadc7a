using System.Text.Json.Nodes;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>What a record says, in the words of its form: 方式：电话 · 内容：日常情况.</summary>
public static class RecordText
{
    /// <param name="organizations">The names of organisations that records name by their paths.</param>
    /// <param name="form">Of a case that an organisation owns, the type of the record.</param>
    /// <param name="isOpen">Whether the reader has said why he needs what is covered otherwise.</param>
    public static string Of(string data, Texts records, Texts duties, IReadOnlyDictionary<string, string>? organizations = null, bool isOpen = false,
        RecordType? form = null)
    {
        var json = EarlierFields.Lift(JsonNode.Parse(data)!.AsObject());
        var hidesSecrets = !isOpen && form is not null;
        if (!isOpen && form is null) Covered.In(json);
        var type = json["type"]!.GetValue<string>();
        var parts = new List<string>();
        form ??= SojournRecords.Book.Find(type);
        if (form is not null)
        {
            if (form.Unless is { } unless && json[unless]?.GetValueKind() == System.Text.Json.JsonValueKind.False)
                parts.Add(records["unless." + type]);
            parts.AddRange(form.Fields.Where(field => !hidesSecrets || !field.IsSecret)
                .Select(field => Part(type, field, json[field.Name], records, duties, organizations)).OfType<string>());
        }
        if (json["dispatch"]?.GetValue<string>() is { } number && form?.Field("dispatch") is null)
            parts.Add(records["said", records["field.dispatch"], number]);
        if (EventJsonTold(json) is { } told)
            parts.Add(told.In(records));
        if (json["copiedTo"]?.GetValue<string>() is { } superior)
            parts.Add(records["said", records["field.copiedTo"], organizations?.GetValueOrDefault(superior) ?? superior]);
        if (Undoing.IsAboutRecord(type) && json["reason"]?.GetValue<string>() is { } reason)
            parts.Add(records["said", records["strike.reason"], reason]);
        if (type == "notified" && json["how"]?.GetValue<string>() is { } how)
            parts.Insert(0, records["how." + how]);
        if (type == "waived")
            parts.Insert(0, DutyName.Of(json["kind"]!.GetValue<string>(), json["period"]?.GetValue<string>(), duties));
        if (json["note"]?.GetValue<string>() is { } note)
            parts.Add(note);
        return string.Join(" · ", parts);
    }

    private static Told? EventJsonTold(JsonObject json) => json["told"] is { } told
        ? System.Text.Json.JsonSerializer.Deserialize<Told>(told, EventJson.Options) : null;

    /// <summary>据来函: how the word of a host outside came, when, and who signed it.</summary>
    public static string In(this Told told, Texts records) => records["told.by", string.Join(records["told.and"],
        new[] { records["choice.toldWay." + told.Way], told.Day is { } day ? Platform.Parts.DateText.Of(day) : null, told.Signer }.OfType<string>())];

    private static string? Part(string type, RecordField field, JsonNode? value, Texts records, Texts duties, IReadOnlyDictionary<string,
        string>? organizations)
    {
        if (value is null || (field.Kind == FieldKind.YesNo && !value.GetValue<bool>()))
            return null;
        var label = RecordWords.Label(records, type, field.Name);
        return field.Kind == FieldKind.YesNo ? label : records["said", label,
            field.Name == "organization" && organizations?.GetValueOrDefault(value.ToString()) is { } name ? name : Words(type, field, value, records, duties)];
    }

    private static string Words(string type, RecordField field, JsonNode value, Texts records, Texts duties) => value switch
    {
        JsonArray rows when field.Kind == FieldKind.Rows =>
            string.Join(records["rows.and"], rows.Select(row => RowText(type, field, row!.AsObject(), records))),
        JsonObject file when field.Kind == FieldKind.File => file["name"]!.GetValue<string>(),
        JsonArray several => string.Join(records["and"], several.Select(one => Word(type, field, one!.ToString(), records, duties))),
        JsonObject reasons => string.Join(records["and"],
            reasons.Select(one => records["said", Word(type, field, one.Key, records, duties), one.Value!.ToString()])),
        _ => Word(type, field, value.ToString(), records, duties),
    };

    private static string RowText(string type, RecordField rows, JsonObject row, Texts records) => string.Join(records["row.and"],
        from cell in rows.Row
        where row[cell.Name] is not null
        let value = row[cell.Name]!.ToString()
        select cell.Choices.Contains(value) ? RecordWords.Choice(records, type, cell.Name, value, rows.Name) : value);

    private static string Word(string type, RecordField field, string value, Texts records, Texts duties) =>
        records.Has($"choice.{type}.{field.Name}.{value}") ? records[$"choice.{type}.{field.Name}.{value}"]
        : records.Has($"choice.{field.Name}.{value}") ? records[$"choice.{field.Name}.{value}"]
        : records.Has($"{field.Name}.{value}") ? records[$"{field.Name}.{value}"]
        : field.Kind == FieldKind.Number ? value
        : PeriodText.Of(field.Name, value, duties) ?? value;
}
