using System.Security.Cryptography.Cose;
using System.Text.Json.Nodes;

namespace Hongyan.Certificates;

/// <summary>An algorithm with which committees sign. Another one is another class and a line in <see cref="Signers"/>.</summary>
public interface ISigner
{
    /// <summary>The name that keys and codes carry.</summary>
    string Algorithm { get; }

    /// <summary>The number that stands for it in a COSE header.</summary>
    int CoseAlgorithm { get; }

    /// <summary>A new pair: the public half in the clear, the private half as it is to be encrypted.</summary>
    (byte[] PublicKey, byte[] PrivateKey) NewKey();

    byte[] Sign(byte[] privateKey, ReadOnlySpan<byte> text);

    /// <summary>A COSE_Sign1 message; its protected header names algorithm, key and, when given, the type.</summary>
    byte[] SignCose(byte[] privateKey, byte[] content, byte[] kid, string? type = null);

    /// <summary>A key made ready once, for as many signatures as come. May be used by several threads.</summary>
    /// <exception cref="FormatException">These bytes are no key of this algorithm.</exception>
    IVerifier Verifier(byte[] publicKey);

    string ToPem(byte[] publicKey);

    /// <summary>The public half as a JWK (RFC 7517), with the members of its thumbprint only, in their order.</summary>
    JsonObject ToJwk(byte[] publicKey);

    /// <exception cref="FormatException">The object is no public key of this algorithm.</exception>
    byte[] FromJwk(JsonObject jwk);

    /// <exception cref="FormatException">The text is no public key of this algorithm.</exception>
    byte[] FromPem(string pem);
}

public interface IVerifier
{
    bool IsSignedBy(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature);

    bool IsSignedBy(CoseSign1Message message);
}

/// <summary>The algorithms this program knows.</summary>
public static class Signers
{
    private static readonly ISigner[] All = [new EcdsaP256(), new Sm2()];

    /// <summary>The one that strangers' libraries know. Keys of root and status are of it, those of committees unless their profile says another.</summary>
    public static ISigner Usual => All[0];

    public static ISigner? OfCose(int algorithm) => Array.Find(All, signer => signer.CoseAlgorithm == algorithm);

    /// <param name="choice">The word of a profile for it.</param>
    public static ISigner Chosen(string choice) => Array.Find(All, signer => signer.Algorithm.Equals(choice, StringComparison.OrdinalIgnoreCase)) ?? Usual;

    public static ISigner? Find(string algorithm) => Array.Find(All, signer => signer.Algorithm == algorithm);

    /// <exception cref="InvalidOperationException">A newer version of the program made the key.</exception>
    public static ISigner Named(string algorithm) =>
        Find(algorithm) ?? throw new InvalidOperationException($"The signature algorithm {algorithm} is not known.");
}
