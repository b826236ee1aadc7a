using System.Text.Json;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>Events as JSON, in case files and in the database alike. Unknown types and fields are errors that name them.</summary>
public static class EventJson
{
    public static JsonSerializerOptions Options { get; } = EventOptions.Of(SojournRecords.Book);

    public static string Write(SojournEvent happened) => JsonSerializer.Serialize(happened, Options);

    /// <exception cref="JsonException">The text is no event; the message names the type or field.</exception>
    public static SojournEvent Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SojournEvent>(json, Options) ?? throw new JsonException("There is no event.");
        }
        catch (NotSupportedException wrong)
        {
            throw new JsonException("The event has no type.", wrong);
        }
    }

    /// <summary>The name of an event's type, as in JSON: departure-reported, contact …</summary>
    public static string TypeOf(SojournEvent happened) => SojournRecords.Book.Of(happened).Name;
}
