using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The types of record of a sojourn.</summary>
public static class SojournRecords
{
    public static RecordBook Book { get; } = RecordBook.Read<SojournEvent>(typeof(SojournEvent).Assembly.GetTypes());

    /// <summary>The side whose word it is; nothing where both write it alike, or the member.</summary>
    public static Side? SideOf(SojournEvent happened)
    {
        var type = Book.Of(happened);
        return type.Side is not { } said ? type.Sides is [var only] ? Sides.Named(only) : null
            : happened.GetType().GetProperty(said, BindingFlags.IgnoreCase | BindingFlags.Instance | BindingFlags.Public)?.GetValue(happened) switch
            {
                Side side => side,
                string venue => venue == Sides.NameOf(Side.Home) ? Side.Home : Side.Host,
                _ => null,
            };
    }

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
