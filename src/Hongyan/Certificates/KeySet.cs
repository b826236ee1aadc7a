using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;
using Hongyan.Platform;

namespace Hongyan.Certificates;

/// <summary>A key in a set, and the one kind of work it does.</summary>
public sealed record KeySetEntry(
    string Purpose, string Algorithm, byte[] PublicKey, string? CommitteePath, string? Committee, DateOnly Since, DateOnly? RetiredOn)
{
    public const string OfCertificates = "certificate";
    public const string OfStatus = "status";
}

/// <summary>
/// The public keys of an installation, signed by its root: a JWK set inside a JWS. Whoever compared the root's fingerprint by telephone
/// needs to trust nothing else.
/// </summary>
public sealed class KeySet
{
    public const string Type = "jwk-set+jwt";
    private const string Day = "yyyy-MM-dd";
    private const int LongestName = 200;
    private readonly Dictionary<string, IVerifier> status = [];

    private KeySet(string name, string fingerprint, string rootKid, DateTimeOffset issuedAt) =>
        (Name, RootFingerprint, RootKid, IssuedAt) = (name, fingerprint, rootKid, issuedAt);

    /// <summary>What the installation calls itself.</summary>
    public string Name { get; }

    public string RootFingerprint { get; }

    /// <summary>The whole thumbprint of the root.</summary>
    public string RootKid { get; }

    public DateTimeOffset IssuedAt { get; }

    /// <summary>Keys of committees; no other key vouches for a certificate.</summary>
    public KeyRing Certificates { get; private set; } = KeyRing.Empty;

    public static string Write(string name, IEnumerable<KeySetEntry> keys, DateTimeOffset now, ISigner signer, byte[] rootPublic, byte[] rootPrivate)
    {
        var root = signer.ToJwk(rootPublic);
        var content = new JsonObject
        {
            ["iss"] = name,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["keys"] = new JsonArray([.. keys.Select(Entry)]),
        };
        var about = new JsonObject { ["kid"] = Base64Url.EncodeToString(Fingerprint.Thumbprint(root)), ["jwk"] = root };
        return Jws.Sign(Type, about, content, signer, rootPrivate);
    }

    /// <summary>The set, when its own root signed it. Whether that root is known, whoever reads it decides by the fingerprint.</summary>
    /// <exception cref="FormatException">The text is no set of keys, or its root did not sign it.</exception>
    public static KeySet Read(string text)
    {
        var read = Jws.Read(text, Type);
        if (read.Header["jwk"] is not JsonObject given || read.Content["keys"] is not JsonArray keys)
            throw new FormatException("The text is no set of keys.");
        var rootPublic = read.Signer.FromJwk(given);
        var root = read.Signer.ToJwk(rootPublic);
        var kid = Base64Url.EncodeToString(Fingerprint.Thumbprint(root));
        if (read.Kid != kid || !read.Signer.Verifier(rootPublic).IsSignedBy(read.Signed, read.Signature))
            throw new FormatException("The root did not sign these keys.");
        try
        {
            var issuedAt = DateTimeOffset.FromUnixTimeSeconds(Jws.Number(read.Content, "iat"));
            var name = Jws.Text(read.Content, "iss") ?? "";
            if (name.Length > LongestName || !ReadableText.Is(name))
                throw new FormatException("The name of the installation is too long or no text.");
            var set = new KeySet(name, Fingerprint.Of(root), kid, issuedAt);
            set.Add(keys.Select(EntryOf));
            return set;
        }
        catch (Exception wrong) when (wrong is ArgumentException or InvalidOperationException)
        {
            throw new FormatException("The text is no set of keys.", wrong);
        }
    }

    public IVerifier? StatusKey(string kid) => status.GetValueOrDefault(kid);

    private void Add(IEnumerable<KeySetEntry> entries)
    {
        var committees = new List<PublicKey>();
        foreach (var one in entries)
        {
            var signer = Signers.Find(one.Algorithm);
            if (one.Purpose == KeySetEntry.OfStatus && signer is not null)
                status[KeyRing.ShortKidOf(one.PublicKey)] = signer.Verifier(one.PublicKey);
            else if (one is { Purpose: KeySetEntry.OfCertificates, CommitteePath: { } path } && signer is not null)
                committees.Add(new PublicKey(
                    KeyRing.KidOf(one.PublicKey), path, one.Committee ?? path, one.Algorithm, signer.ToPem(one.PublicKey), one.Since, one.RetiredOn));
        }
        Certificates = KeyRing.Of(committees);
    }

    private static JsonNode Entry(KeySetEntry key)
    {
        var jwk = Signers.Named(key.Algorithm).ToJwk(key.PublicKey);
        jwk["kid"] = KeyRing.ShortKidOf(key.PublicKey);
        jwk["alg"] = key.Algorithm;
        jwk["use"] = "sig";
        jwk["purpose"] = key.Purpose;
        jwk["since"] = key.Since.ToString(Day, CultureInfo.InvariantCulture);
        if (key.RetiredOn is { } retired)
            jwk["retired"] = retired.ToString(Day, CultureInfo.InvariantCulture);
        if (key.CommitteePath is not null)
            (jwk["committee"], jwk["name"]) = (key.CommitteePath, key.Committee);
        return jwk;
    }

    private static KeySetEntry EntryOf(JsonNode? node)
    {
        if (node is not JsonObject jwk || Jws.Text(jwk, "alg") is not { } algorithm || Jws.Text(jwk, "purpose") is not { } purpose)
            throw new FormatException("A key does not say what it is for.");
        // an algorithm of a later version does not hinder the others
        var publicKey = Signers.Find(algorithm)?.FromJwk(jwk) ?? [];
        return new KeySetEntry(purpose, algorithm, publicKey, Jws.Text(jwk, "committee"), Jws.Text(jwk, "name"),
            DayOf(Jws.Text(jwk, "since")) ?? DateOnly.MinValue, DayOf(Jws.Text(jwk, "retired")));
    }

    private static DateOnly? DayOf(string? text) => text is null ? null : DateOnly.ParseExact(text, Day, CultureInfo.InvariantCulture);
}
