using System.Security.Cryptography;
using System.Text.Json;
using System.Buffers.Text;

namespace Hongyan.Certificates;

/// <summary>A committee's public key as it is handed to hosts.</summary>
public sealed record PublicKey(string Kid, string CommitteePath, string Committee, string Algorithm, string Pem, DateOnly CreatedOn, DateOnly? RetiredOn);

/// <summary>Public keys in a file, for a host that checks certificates without asking the issuer.</summary>
public sealed class KeyRing
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly Dictionary<string, (PublicKey Key, IVerifier Verifier)> keys;

    private KeyRing(Dictionary<string, (PublicKey, IVerifier)> keys) => this.keys = keys;

    /// <summary>The name of a key follows from the key: nobody can put another one in its place.</summary>
    public static string KidOf(byte[] publicKey) => Base64Url.EncodeToString(SHA256.HashData(publicKey).AsSpan(0, 9));

    /// <summary>The same in codes of the second form, and in sets of keys.</summary>
    public static string ShortKidOf(byte[] publicKey) => Base64Url.EncodeToString(ShortKidBytes(publicKey));

    public static byte[] ShortKidBytes(byte[] publicKey) => SHA256.HashData(publicKey)[..CertificateCwt.KidLength];

    public static KeyRing Empty => new([]);

    public static byte[] Write(IEnumerable<PublicKey> keys) => JsonSerializer.SerializeToUtf8Bytes(keys, Options);

    /// <exception cref="FormatException">The file holds no keys of this program, or one that is not what it says.</exception>
    public static KeyRing Read(ReadOnlySpan<byte> file)
    {
        try
        {
            return Of(JsonSerializer.Deserialize<PublicKey[]>(file, Options) ?? throw new FormatException("The file is empty."));
        }
        catch (JsonException wrong)
        {
            throw new FormatException("The file is no list of keys.", wrong);
        }
    }

    /// <exception cref="FormatException">A key is not what its name says.</exception>
    public static KeyRing Of(IEnumerable<PublicKey> keys)
    {
        var ring = new Dictionary<string, (PublicKey, IVerifier)>();
        foreach (var key in keys)
        {
            var signer = Signers.Find(key.Algorithm) ?? throw new FormatException($"The algorithm {key.Algorithm} is not known.");
            var bytes = signer.FromPem(key.Pem);
            if (KidOf(bytes) != key.Kid)
                throw new FormatException($"The key {key.Kid} is not what its name says.");
            ring[key.Kid] = ring[ShortKidOf(bytes)] = (key, signer.Verifier(bytes));
        }
        return new KeyRing(ring);
    }

    /// <summary>What signature and dates say on a day. Whether the certificate was lost or withdrawn since, only the issuer knows.</summary>
    public CheckedCode Check(string text, DateOnly today)
    {
        if (CertificateCode.Read(text) is not { } code)
            return new CheckedCode(CodeState.Unreadable, null);
        if (!keys.TryGetValue(code.Kid, out var known))
            return new CheckedCode(CodeState.UnknownKey, null);
        if (!new KnownKey(known.Key.CommitteePath, known.Key.RetiredOn, known.Verifier).VouchesFor(code))
            return new CheckedCode(CodeState.Forged, null);
        return new CheckedCode(code.Facts.Until < today ? CodeState.Expired : CodeState.Valid, code.Facts, code.Status);
    }
}

public enum CodeState
{
    Valid,
    Expired,
    Forged,
    UnknownKey,
    Unreadable,
}

/// <summary>What a code is worth by itself; its facts are told only when the signature vouches for them.</summary>
/// <param name="Status">Where the list says whether it still holds; codes of the first form have none.</param>
public sealed record CheckedCode(CodeState State, CertificateFacts? Facts, StatusReference? Status = null);
