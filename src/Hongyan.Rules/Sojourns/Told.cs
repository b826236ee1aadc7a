using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>How the word of a host outside reached home, which typed it. Case files may say the way alone: <c>"told": "letter"</c>.</summary>
/// <param name="Way">One of <see cref="Ways"/>.</param>
[JsonConverter(typeof(ToldConverter))]
public sealed record Told(string Way)
{
    /// <summary>How word comes from an organisation outside.</summary>
    public static IReadOnlyList<string> Ways => HomeAsked.Ways;

    /// <summary>The day of the letter or of the talk; unsaid, that of what it tells.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Who signed or said it there.</summary>
    public string? Signer { get; init; }

    /// <summary>The letter as a picture or a file, kept with the stay.</summary>
    public FiledPaper? Scan { get; init; }

    /// <summary>Whether records of the type can be the word of a host outside.</summary>
    public static bool MayBe(RecordType type) => type.OfGuests != true && type.Sides.Contains(Sides.NameOf(Side.Host));

    /// <summary>Whether it names an organisation of this installation as host, which then speaks for itself.</summary>
    public static bool NamesHostHere(SojournEvent happened) =>
        happened is BranchNamed or ReportedIn { Organization: not null } or Placed { Organization: not null };

    /// <summary>Why what is written is no word of a host outside; nothing when it is, or when it says nothing of the kind.</summary>
    internal static Refusal? RefusalOf(SojournEvent happened, SojournCase before)
    {
        if (happened.Told is not { } told)
            return null;
        if (!MayBe(SojournRecords.Book.Of(happened)) || SojournRecords.SideOf(happened) == Side.Home)
            return Refusal.Of("refusal.told-home");
        if (before.HomeIsOutside || NamesHostHere(happened) || !before.AsOf(happened.On).IsHostOutsideOn(happened.On))
            return Refusal.Of("refusal.told-here");
        if (told.Day < happened.On)
            return Refusal.Of("refusal.told-before") with { On = happened.On, Field = "toldOn" };
        return told.Day > happened.Typed ? Refusal.Of("refusal.told-ahead") with { Field = "toldOn" } : null;
    }
}

/// <summary>Reads the way alone, or all that is known; writes the least.</summary>
internal sealed class ToldConverter : JsonConverter<Told>
{
    public override Told Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? new Told(reader.GetString()!)
        : JsonSerializer.Deserialize<Written>(ref reader, options) is { } all ? new Told(all.Way) { Day = all.Day, Signer = all.Signer, Scan = all.Scan }
        : throw new JsonException("It is said how it was told.");

    public override void Write(Utf8JsonWriter writer, Told value, JsonSerializerOptions options)
    {
        if (value is { Day: null, Signer: null, Scan: null })
            writer.WriteStringValue(value.Way);
        else
            JsonSerializer.Serialize(writer, new Written { Way = value.Way, Day = value.Day, Signer = value.Signer, Scan = value.Scan }, options);
    }

    private sealed record Written
    {
        [JsonRequired]
        public string Way { get; init; } = "";
        public DateOnly? Day { get; init; }
        public string? Signer { get; init; }
        public FiledPaper? Scan { get; init; }
    }
}
