using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using System.Text.Json.Nodes;

namespace Hongyan.Certificates;

/// <summary>ECDSA on the curve P-256 with SHA-256; signatures are r and s of 32 bytes each.</summary>
internal sealed class EcdsaP256 : ISigner
{
    private const string Curve = "P-256";
    private const string CurveId = "1.2.840.10045.3.1.7";
    private const int CoseType = 16; // RFC 9596

    public string Algorithm => "ES256";

    public int CoseAlgorithm => -7;

    public (byte[] PublicKey, byte[] PrivateKey) NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return (key.ExportSubjectPublicKeyInfo(), key.ExportPkcs8PrivateKey());
    }

    public byte[] Sign(byte[] privateKey, ReadOnlySpan<byte> text)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        return key.SignData(text, HashAlgorithmName.SHA256);
    }

    public byte[] SignCose(byte[] privateKey, byte[] content, byte[] kid, string? type = null)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(privateKey, out _);
        var header = new CoseHeaderMap();
        header.Add(CoseHeaderLabel.KeyIdentifier, CoseHeaderValue.FromBytes(kid));
        if (type is not null)
            header.Add(new CoseHeaderLabel(CoseType), CoseHeaderValue.FromString(type));
        return CoseSign1Message.SignEmbedded(content, new CoseSigner(key, HashAlgorithmName.SHA256, header));
    }

    public JsonObject ToJwk(byte[] publicKey)
    {
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(publicKey, out _);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject
        {
            ["crv"] = Curve, ["kty"] = "EC", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y),
        };
    }

    public byte[] FromJwk(JsonObject jwk)
    {
        try
        {
            if ((string?)jwk["kty"] != "EC" || (string?)jwk["crv"] != Curve)
                throw new FormatException("The key is not on the curve P-256.");
            using var key = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64Url.DecodeFromChars((string?)jwk["x"]), Y = Base64Url.DecodeFromChars((string?)jwk["y"]) },
            });
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (Exception wrong) when (wrong is CryptographicException or InvalidOperationException)
        {
            throw new FormatException("The object is no public key.", wrong);
        }
    }

    public IVerifier Verifier(byte[] publicKey) => new Imported(publicKey);

    public string ToPem(byte[] publicKey) => PemEncoding.WriteString("PUBLIC KEY", publicKey);

    public byte[] FromPem(string pem)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportFromPem(pem);
            return OnCurve(key).ExportSubjectPublicKeyInfo();
        }
        catch (Exception wrong) when (wrong is CryptographicException or ArgumentException)
        {
            throw new FormatException("The text is no ECDSA public key.", wrong);
        }
    }

    // SM2 and others have keys of the same size
    private static ECDsa OnCurve(ECDsa key) =>
        key.KeySize == 256 && key.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true, Oid: var oid }
            && (oid.Value == CurveId || oid.FriendlyName == ECCurve.NamedCurves.nistP256.Oid.FriendlyName)
            ? key
            : throw new FormatException("The key is not on the curve P-256.");

    /// <summary>Importing a key costs about as much as using it, and an imported one serves one thread at a time: so a few are kept.</summary>
    private sealed class Imported : IVerifier
    {
        private readonly byte[] publicKey;
        private readonly ConcurrentBag<ECDsa> idle = [];

        public Imported(byte[] publicKey)
        {
            this.publicKey = publicKey;
            idle.Add(Import());
        }

        public bool IsSignedBy(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
        {
            var key = Take();
            try
            {
                return key.VerifyData(text, signature, HashAlgorithmName.SHA256);
            }
            finally
            {
                idle.Add(key);
            }
        }

        public bool IsSignedBy(CoseSign1Message message)
        {
            var key = Take();
            try
            {
                return message.VerifyEmbedded(key);
            }
            catch (CryptographicException)
            {
                return false; // a header that the library does not accept
            }
            finally
            {
                idle.Add(key);
            }
        }

        private ECDsa Take() => idle.TryTake(out var key) ? key : Import();

        private ECDsa Import()
        {
            var key = ECDsa.Create();
            try
            {
                key.ImportSubjectPublicKeyInfo(publicKey, out _);
                return OnCurve(key);
            }
            catch (Exception wrong) when (wrong is CryptographicException or FormatException)
            {
                key.Dispose();
                throw new FormatException("The bytes are no ECDSA public key.", wrong);
            }
        }
    }
}
