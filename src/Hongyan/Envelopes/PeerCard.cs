using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Platform;

namespace Hongyan.Envelopes;

/// <summary>How an installation introduces itself to others: who it is, its two public keys, and which of its organisations receive.</summary>
public sealed record PeerCard
{
    public const int MostBytes = 2 * 1024 * 1024;
    public const string UsualProfile = "es256";
    private const int LongestName = 100;
    private const int MostOrganizations = 10_000;

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 6,
    };

    [JsonPropertyName("hyx-card")]
    public required int Version { get; init; }

    public required string Installation { get; init; }

    public required string Name { get; init; }

    public string? Division { get; init; }

    /// <summary>Nothing when it exchanges files only.</summary>
    public string? Address { get; init; }

    public required IReadOnlyList<string> Profiles { get; init; }

    public required Jwk Signing { get; init; }

    public required Jwk Encryption { get; init; }

    public required IReadOnlyList<PeerOrganization> Organizations { get; init; }

    [JsonIgnore]
    public ExchangeKey SigningKey => new(Signing.X, Signing.Y);

    [JsonIgnore]
    public ExchangeKey EncryptionKey => new(Encryption.X, Encryption.Y);

    [JsonIgnore]
    public string Fingerprint => Rules.Exchange.Fingerprint.Of(SigningKey.Thumbprint(), EncryptionKey.Thumbprint());

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Options);

    /// <summary>The card, or the key of the sentence that says why it is none.</summary>
    public static (PeerCard? Card, string? Problem) Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
            return (null, "card.too-large");
        try
        {
            var card = JsonSerializer.Deserialize<PeerCard>(file, Options);
            var problem = card is null ? "card.none" : card.Problem();
            return problem is null ? (card, null) : (null, problem);
        }
        catch (JsonException)
        {
            return (null, "card.none");
        }
    }

    public static string WriteOrganizations(IReadOnlyList<PeerOrganization> all) => JsonSerializer.Serialize(all, JsonSerializerOptions.Web);

    public static IReadOnlyList<PeerOrganization> ReadOrganizations(string json) =>
        JsonSerializer.Deserialize<List<PeerOrganization>>(json, JsonSerializerOptions.Web) ?? [];

    private string? Problem() =>
        Version != 1 ? "card.newer"
        : !Profiles.Contains(UsualProfile) ? "card.profile"
        : !IsText(Installation) || !IsText(Name) || Organizations.Count > MostOrganizations || !Organizations.All(IsWhole) ? "card.none"
        : Division is not null && !IsText(Division) ? "card.none"
        : !IsKey(Signing) || !IsKey(Encryption) || Signing == Encryption ? "card.keys"
        : Address is not null && !IsAddress(Address) ? "card.address"
        : null;

    private static bool IsKey(Jwk key) => key is { Kty: "EC", Crv: ExchangeKey.Curve } && ExchangeKey.Read(key.X, key.Y) is not null;

    private static bool IsWhole(PeerOrganization? one) =>
        one is not null && IsText(one.Id) && IsText(one.Name) && IsText(one.Level) && (one.Division is null || IsText(one.Division))
        && (one.Code is null || IsText(one.Code));

    private static bool IsText(string text) => text.Trim().Length > 0 && text.Length <= LongestName && ReadableText.Is(text);

    private static bool IsAddress(string text) =>
        text.Length <= 2 * LongestName && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
        && address.UserInfo.Length == 0 && ReadableText.Is(text);
}

/// <summary>A public key as a JWK.</summary>
public sealed record Jwk(string Kty, string Crv, string X, string Y)
{
    public static Jwk Of(ExchangeKey key) => new("EC", ExchangeKey.Curve, key.X, key.Y);
}

/// <summary>An organisation of another installation that receives.</summary>
/// <param name="Id">As that installation knows it.</param>
/// <param name="Level">committee, organization-department …</param>
public sealed record PeerOrganization(string Id, string Name, string Level, string? Division = null, string? Code = null);
