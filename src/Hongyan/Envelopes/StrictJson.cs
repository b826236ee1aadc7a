using System.Buffers.Text;
using System.Text.Json;

namespace Hongyan.Envelopes;

/// <summary>Reads a header of a JOSE text: the members it must have, each once, and no other.</summary>
internal static class StrictJson
{
    private const int LongestHeader = 2000;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 3 };

    /// <param name="part">The header as it stands in the text, in base64url.</param>
    /// <param name="members">The names of its members.</param>
    public static JsonElement? Header(ReadOnlySpan<char> part, params ReadOnlySpan<string> members)
    {
        if (part.Length > LongestHeader)
            return null;
        try
        {
            using var read = JsonDocument.Parse(Base64Url.DecodeFromChars(part), Strict);
            return Has(read.RootElement, members) ? read.RootElement.Clone() : null;
        }
        catch (Exception wrong) when (wrong is FormatException or JsonException)
        {
            return null;
        }
    }

    public static bool Has(JsonElement one, params ReadOnlySpan<string> members)
    {
        if (one.ValueKind != JsonValueKind.Object || one.GetPropertyCount() != members.Length)
            return false;
        foreach (var name in members)
        {
            if (!one.TryGetProperty(name, out _))
                return false;
        }
        return true;
    }

    public static string? Text(JsonElement one, string name) =>
        one.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
