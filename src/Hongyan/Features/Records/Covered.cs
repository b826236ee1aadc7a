using System.Text.Json.Nodes;
using Hongyan.Platform;

namespace Hongyan.Features.Records;

/// <summary>What of a record is covered: phones, homes, and why somebody is in need or ill.</summary>
public static class Covered
{
    /// <summary>The records that tell of need or illness.</summary>
    public static readonly string[] OfNeed = ["care", "valid-reason", "dues-reduction-asked", "dues-reduction-decided"];

    public static void In(JsonObject record)
    {
        var type = record["type"]!.GetValue<string>();
        Cover(record, "phone", Masked.Phone);
        Cover(record, "emergency", Masked.Note);
        switch (record["what"]?.GetValue<string>())
        {
            case "phone": Cover(record, "value", Masked.Phone); break;
            case "residence": Cover(record, "value", Masked.Address); break;
        }
        if (!OfNeed.Contains(type)) return;
        Cover(record, "note", Masked.Note);
        Cover(record, "reason", Masked.Note);
    }

    private static void Cover(JsonObject record, string name, Func<string, string> mask)
    {
        if (record[name] is JsonValue value) record[name] = mask(value.ToString());
    }
}
