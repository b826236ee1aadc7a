using System.Buffers.Text;
using System.Formats.Cbor;
using System.Security.Cryptography.Cose;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.EC;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using PemEncoding = System.Security.Cryptography.PemEncoding;

namespace Hongyan.Certificates;

/// <summary>
/// SM2 with SM3 (GB/T 32918.2) on the curve sm2p256v1; signatures are r and s of 32 bytes each. JOSE and COSE have no names for it: those here
/// are our own. The software is not certified; a certified module fits behind the same interface.
/// </summary>
internal sealed class Sm2 : ISigner
{
    private const string Curve = "sm2p256v1";
    private const int Field = 32;
    private const byte Uncompressed = 4;
    private const int Message = 18;
    private const int CoseKid = 4;
    private const int CoseType = 16; // RFC 9596

    private static readonly ECNamedDomainParameters Domain = new(GMObjectIdentifiers.sm2p256v1, CustomNamedCurves.GetByOid(GMObjectIdentifiers.sm2p256v1));

    public string Algorithm => "SM2";

    /// <summary>In the range for private use.</summary>
    public int CoseAlgorithm => -65538;

    public (byte[] PublicKey, byte[] PrivateKey) NewKey()
    {
        var generator = new ECKeyPairGenerator();
        generator.Init(new ECKeyGenerationParameters(Domain, new SecureRandom()));
        var pair = generator.GenerateKeyPair();
        return (Encode(pair.Public), PrivateKeyInfoFactory.CreatePrivateKeyInfo(pair.Private).GetDerEncoded());
    }

    public byte[] Sign(byte[] privateKey, ReadOnlySpan<byte> text)
    {
        var signer = With(PrivateKeyFactory.CreateKey(privateKey), forSigning: true);
        signer.BlockUpdate(text);
        return signer.GenerateSignature();
    }

    public byte[] SignCose(byte[] privateKey, byte[] content, byte[] kid, string? type = null)
    {
        var header = Header(kid, type);
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteTag((CborTag)Message);
        writer.WriteStartArray(4);
        writer.WriteByteString(header);
        writer.WriteStartMap(0);
        writer.WriteEndMap();
        writer.WriteByteString(content);
        writer.WriteByteString(Sign(privateKey, Signed(header, content)));
        writer.WriteEndArray();
        return writer.Encode();
    }

    public JsonObject ToJwk(byte[] publicKey)
    {
        var point = KeyOf(publicKey).Q.Normalize();
        return new JsonObject
        {
            ["crv"] = Curve, ["kty"] = "EC", ["x"] = Base64Url.EncodeToString(point.AffineXCoord.GetEncoded()),
            ["y"] = Base64Url.EncodeToString(point.AffineYCoord.GetEncoded()),
        };
    }

    public byte[] FromJwk(JsonObject jwk)
    {
        if (Jws.Text(jwk, "kty") != "EC" || Jws.Text(jwk, "crv") != Curve || Jws.Text(jwk, "x") is not { } x || Jws.Text(jwk, "y") is not { } y)
            throw new FormatException("The key is not on the curve of SM2.");
        try
        {
            var (left, right) = (Base64Url.DecodeFromChars(x), Base64Url.DecodeFromChars(y));
            return left.Length == Field && right.Length == Field
                ? Encode(new ECPublicKeyParameters(Domain.Curve.DecodePoint([Uncompressed, .. left, .. right]), Domain))
                : throw new FormatException("The object is no public key.");
        }
        catch (ArgumentException wrong)
        {
            throw new FormatException("The object is no public key.", wrong);
        }
    }

    public IVerifier Verifier(byte[] publicKey) => new Known(KeyOf(publicKey), CoseAlgorithm);

    public string ToPem(byte[] publicKey) => PemEncoding.WriteString("PUBLIC KEY", publicKey);

    public byte[] FromPem(string pem)
    {
        try
        {
            return Encode(KeyOf(Convert.FromBase64String(pem[PemEncoding.Find(pem).Base64Data])));
        }
        catch (ArgumentException wrong)
        {
            throw new FormatException("The text is no SM2 public key.", wrong);
        }
    }

    private static byte[] Encode(AsymmetricKeyParameter key) => SubjectPublicKeyInfoFactory.CreateSubjectPublicKeyInfo(key).GetDerEncoded();

    private static ECPublicKeyParameters KeyOf(byte[] publicKey)
    {
        try
        {
            return PublicKeyFactory.CreateKey(publicKey) is ECPublicKeyParameters key && GMObjectIdentifiers.sm2p256v1.Equals(key.PublicKeyParamSet)
                ? key
                : throw new FormatException("The key is not on the curve of SM2.");
        }
        catch (Exception wrong) when (wrong is ArgumentException or IOException or SecurityUtilityException or InvalidOperationException)
        {
            throw new FormatException("The bytes are no SM2 public key.", wrong);
        }
    }

    /// <summary>As GB/T 35276 says: the signer is named by the usual sixteen digits.</summary>
    private static SM2Signer With(ICipherParameters key, bool forSigning)
    {
        var signer = new SM2Signer(PlainDsaEncoding.Instance);
        signer.Init(forSigning, new ParametersWithID(key, "1234567812345678"u8.ToArray()));
        return signer;
    }

    private byte[] Header(byte[] kid, string? type)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(type is null ? 2 : 3);
        writer.WriteInt32(1);
        writer.WriteInt32(CoseAlgorithm);
        writer.WriteInt32(CoseKid);
        writer.WriteByteString(kid);
        if (type is not null)
        {
            writer.WriteInt32(CoseType);
            writer.WriteTextString(type);
        }
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>The Sig_structure of RFC 9052, over which the signature goes.</summary>
    private static byte[] Signed(ReadOnlySpan<byte> header, ReadOnlySpan<byte> content)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartArray(4);
        writer.WriteTextString("Signature1");
        writer.WriteByteString(header);
        writer.WriteByteString([]);
        writer.WriteByteString(content);
        writer.WriteEndArray();
        return writer.Encode();
    }

    /// <summary>The key may be used by several threads, a signer by one.</summary>
    private sealed class Known(ECPublicKeyParameters key, int algorithm) : IVerifier
    {
        public bool IsSignedBy(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
        {
            if (signature.Length != 2 * Field)
                return false;
            var signer = With(key, forSigning: false);
            signer.BlockUpdate(text);
            return signer.VerifySignature(signature.ToArray());
        }

        public bool IsSignedBy(CoseSign1Message message) => message.Content is { } content
            && message.ProtectedHeaders.TryGetValue(CoseHeaderLabel.Algorithm, out var said) && said.GetValueAsInt32() == algorithm
            && IsSignedBy(Signed(message.RawProtectedHeaders.Span, content.Span), message.Signature.Span);
    }
}
