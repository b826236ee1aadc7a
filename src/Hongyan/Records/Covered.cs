using System.Text.Json.Nodes;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>What of a record is covered: phones, homes, and why somebody is in need or ill.</summary>
public static class Covered
{
    /// <summary>The records that tell of need or illness.</summary>
    public static readonly string[] OfNeed = [.. SojournRecords.Book.Types.Where(type => type.IsOfNeed).Select(type => type.Name)];

    public static void In(JsonObject record)
    {
        if (SojournRecords.Book.Find(record["type"]!.GetValue<string>()) is not { } type) return;
        foreach (var field in type.Fields)
            Hide(record, field.Name, field.CoveredBy is { } by ? field.Covers.GetValueOrDefault(record[by]?.GetValue<string>() ?? "") : field.Cover);
        if (type.IsOfNeed)
            Hide(record, "note", Cover.Note);
    }

    private static void Hide(JsonObject record, string name, Cover cover)
    {
        if (cover == Cover.None || record[name] is not JsonValue value) return;
        record[name] = cover switch
        {
            Cover.Phone => Masked.Phone(value.ToString()),
            Cover.Address => Masked.Address(value.ToString()),
            _ => Masked.Note(value.ToString()),
        };
    }
}
