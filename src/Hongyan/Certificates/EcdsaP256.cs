using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Hongyan.Certificates;

/// <summary>ECDSA on the curve P-256 with SHA-256; signatures are r and s of 32 bytes each.</summary>
internal sealed class EcdsaP256 : ISigner
{
    public string Algorithm => "ES256";

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

    private static ECDsa OnCurve(ECDsa key) =>
        key.KeySize == 256 ? key : throw new FormatException("The key is not on the curve P-256.");

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
            if (!idle.TryTake(out var key))
                key = Import();
            try
            {
                return key.VerifyData(text, signature, HashAlgorithmName.SHA256);
            }
            finally
            {
                idle.Add(key);
            }
        }

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
