using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>Days as 2026-03-31, of the years a member can live in; the Chinese calendar is known for no others.</summary>
internal sealed class DayConverter : JsonConverter<DateOnly>
{
    private const string Format = "yyyy-MM-dd";
    private const int FirstYear = 1901, LastYear = 2099;

    public override DateOnly Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && DateOnly.TryParseExact(reader.GetString(), Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day.Year is >= FirstYear and <= LastYear
            ? day
            : throw new JsonException($"a day is written 2026-03-31 and lies between {FirstYear} and {LastYear}");

    public override void Write(Utf8JsonWriter writer, DateOnly value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(Format, CultureInfo.InvariantCulture));
}
