using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Rules.Calendar;

namespace Hongyan.Rules.Engine;

/// <summary>Days as 2026-03-31, as far as <see cref="KnownDays"/> go.</summary>
internal sealed class DayConverter : JsonConverter<DateOnly>
{
    private const string Format = "yyyy-MM-dd";

    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateOnly.TryParseExact(reader.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= KnownDays.First && day <= KnownDays.Last
            ? day
            : throw new JsonException($"a day is written 2026-03-31 and lies between {KnownDays.First.Year} and {KnownDays.Last.Year}");

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
}
