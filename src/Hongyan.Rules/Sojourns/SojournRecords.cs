using System.Globalization;
using System.Text.Json;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The types of record of a sojourn.</summary>
public static class SojournRecords
{
    public static RecordBook Book { get; } = RecordBook.Read<SojournEvent>(typeof(SojournEvent).Assembly.GetTypes());

    /// <summary>The least that a record of a type can say, to ask whether it could be written; nothing for a type that nothing can forbid.</summary>
    public static SojournEvent? Least(RecordType type, DateOnly on, Side side)
    {
        if (!type.CanBeForbidden)
            return null;
        var said = new Dictionary<string, object>(type.Least) { ["type"] = type.Name, ["on"] = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        if (type.Side is { } writes)
            said[writes] = Sides.NameOf(side);
        return EventJson.Read(JsonSerializer.Serialize(said));
    }
}
