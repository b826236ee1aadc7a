using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hongyan.Envelopes;

/// <summary>What an envelope says. Nothing of it is changed once its bytes are made: they are what both sides know it by.</summary>
public sealed record Message
{
    private const int Kilobyte = 1024;
    private const string Padding = ",\"pad\":\"\"";

    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        MaxDepth = 16,
    };

    /// <summary>The installation that says it, and the one that it is for.</summary>
    [JsonPropertyName("iss")]
    public required string Issuer { get; init; }

    [JsonPropertyName("aud")]
    public required string Audience { get; init; }

    /// <summary>Counts the sender's restores from a backup; a number belongs to one of them.</summary>
    [JsonPropertyName("epoch")]
    public int Epoch { get; init; }

    /// <summary>Its number in its direction; 0 for what is not numbered: receipts and what was applied.</summary>
    [JsonPropertyName("seq")]
    public required long Number { get; init; }

    /// <summary>The id of the one before it.</summary>
    [JsonPropertyName("prev")]
    public string? Previous { get; init; }

    [JsonPropertyName("kind")]
    public required string Kind { get; init; }

    [JsonPropertyName("ver")]
    public required string Version { get; init; }

    /// <summary>Organisations, by their ids in the installation where they work.</summary>
    [JsonPropertyName("from")]
    public string? From { get; init; }

    [JsonPropertyName("to")]
    public string? To { get; init; }

    /// <summary>The case by the id that the sender has for it, and by the receiver's where the sender knows it.</summary>
    [JsonPropertyName("case")]
    public string? Case { get; init; }

    [JsonPropertyName("yours")]
    public string? Yours { get; init; }

    [JsonPropertyName("rec")]
    public string? RecordId { get; init; }

    /// <summary>The day on which it happened.</summary>
    [JsonPropertyName("on")]
    public DateOnly? On { get; init; }

    /// <summary>In seconds since 1970, by the sender's clock, which nobody relies on.</summary>
    [JsonPropertyName("iat")]
    public required long IssuedAt { get; init; }

    [JsonPropertyName("body")]
    public JsonElement Body { get; init; }

    /// <summary>What a newer version says beside that: kept, and shown as what this version does not know.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; init; }

    /// <summary>By what both sides know it; computed by both and never carried.</summary>
    public static string IdOf(ReadOnlySpan<byte> payload) => Convert.ToHexStringLower(SHA256.HashData(payload));

    /// <summary>Filled up to full kilobytes, so that its length tells nothing of what it says.</summary>
    public byte[] Write()
    {
        var bare = JsonSerializer.SerializeToUtf8Bytes(this, Options);
        var fill = (Kilobyte - ((bare.Length + Padding.Length) % Kilobyte)) % Kilobyte;
        var whole = new byte[bare.Length + Padding.Length + fill];
        bare.AsSpan(0, bare.Length - 1).CopyTo(whole);
        var rest = whole.AsSpan(bare.Length - 1);
        System.Text.Encoding.ASCII.GetBytes(Padding.AsSpan(0, Padding.Length - 1), rest);
        rest[(Padding.Length - 1)..^2].Fill((byte)' ');
        "\"}"u8.CopyTo(rest[^2..]);
        return whole;
    }

    /// <summary>Nothing when the bytes are no message.</summary>
    public static Message? Read(ReadOnlySpan<byte> payload)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Message>(payload, Options);
            read?.More?.Remove("pad");
            return read is { Number: >= 0, Epoch: >= 0 } ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
