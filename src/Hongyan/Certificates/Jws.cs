using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hongyan.Certificates;

/// <summary>A signed JSON object in the compact form (RFC 7515) with a type of its own, so that none is taken for another.</summary>
internal sealed record Jws(JsonObject Header, JsonObject Content, byte[] Signed, byte[] Signature)
{
    private const int Longest = 4 * 1024 * 1024;

    public static string Sign(string type, JsonObject about, JsonObject content, ISigner signer, byte[] privateKey)
    {
        var header = new JsonObject { ["alg"] = signer.Algorithm, ["typ"] = type };
        foreach (var (name, value) in about)
            header[name] = value?.DeepClone();
        var text = $"{Part(header)}.{Part(content)}";
        return $"{text}.{Base64Url.EncodeToString(signer.Sign(privateKey, Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>What it says, whoever signed it.</summary>
    /// <exception cref="FormatException">It is no such object of that type, or demands what nobody here understands.</exception>
    public static Jws Read(string text, string type)
    {
        try
        {
            text = text.Trim();
            if (text.Length > Longest || text.Split('.') is not [var header, var content, var signature])
                throw new FormatException("The text is no signed object.");
            var read = new Jws(ObjectOf(header), ObjectOf(content), Encoding.ASCII.GetBytes($"{header}.{content}"), Base64Url.DecodeFromChars(signature));
            if ((string?)read.Header["typ"] != type || read.Header.ContainsKey("crit"))
                throw new FormatException($"The object is no {type}.");
            return read;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("The text is no signed object.", wrong);
        }
    }

    public string? Kid => Text(Header, "kid");

    public ISigner Signer => Text(Header, "alg") is { } algorithm && Signers.Find(algorithm) is { } signer ? signer
        : throw new FormatException("The algorithm is not known.");

    /// <exception cref="FormatException">The member is there and is no text.</exception>
    public static string? Text(JsonObject of, string name) => of[name] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<string>(out var text) => text,
        _ => throw new FormatException($"{name} is no text."),
    };

    public static long Number(JsonObject of, string name) =>
        of[name] is JsonValue value && value.TryGetValue<long>(out var number) ? number : throw new FormatException($"{name} is no number.");

    private static string Part(JsonObject part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private static JsonObject ObjectOf(string part) =>
        JsonNode.Parse(Base64Url.DecodeFromChars(part), documentOptions: new JsonDocumentOptions { MaxDepth = 8, AllowDuplicateProperties = false })
            as JsonObject ?? throw new FormatException("The part is no object.");
}
