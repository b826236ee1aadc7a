using System.Text.Json.Nodes;

namespace Hongyan.Records;

/// <summary>Shows records written with earlier fields as the present forms have them. Stored records are never changed.</summary>
public static class EarlierFields
{
    /// <param name="record">A record as stored; its object is changed.</param>
    public static JsonObject Lift(JsonObject record)
    {
        if (record["type"]?.GetValue<string>() == "contact" && record["topics"] is null && record["topic"]?.GetValue<string>() is { } topic)
        {
            record.Remove("topic");
            record["topics"] = new JsonArray(topic);
        }
        return record;
    }
}
