using System.Formats.Cbor;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.Cose;
using Hongyan.Platform;

namespace Hongyan.Certificates;

/// <summary>The place of a certificate in a status list; the list's address ends in its number.</summary>
public sealed record StatusReference(string Uri, int Place)
{
    /// <summary>The number of the list; zero when the address ends in none.</summary>
    public int List => int.TryParse(Uri.AsSpan(Uri.LastIndexOfAny(['/', ':']) + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var list) ? list : 0;
}

/// <summary>
/// The second form of the code: a CWT (RFC 8392) in COSE_Sign1 (RFC 9052), written in base32. Paper discloses everything anyway, so nothing
/// in it is selective (ADR 0012).
/// </summary>
internal static class CertificateCwt
{
    public const string Prefix = "HY2:";
    public const int KidLength = 8;
    private const int LongestText = 300;
    private const int Issuer = 1;
    private const int Subject = 2;
    private const int Expires = 4;
    private const int IssuedAt = 6;
    private const int Status = 65535;
    private const int Holder = -65537; // our own: name, committee
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static string Sign(CertificateFacts facts, StatusReference status, byte[] kid, ISigner signer, byte[] privateKey) =>
        Prefix + Base32.Encode(signer.SignCose(privateKey, Claims(facts, status), kid));

    /// <summary>The signed message and what it says; nothing when it is no code of this form.</summary>
    /// <param name="text">Base32 without prefix and address.</param>
    public static (CertificateFacts Facts, StatusReference Status, byte[] Kid, CoseSign1Message Message)? Read(string text)
    {
        if (!Base32.TryDecode(text, out var bytes))
            return null;
        try
        {
            var message = CoseMessage.DecodeSign1(bytes);
            return KidOf(message) is { Length: KidLength } kid && message.Content is { } content && Parse(content) is var (facts, status)
                ? (facts, status, kid, message)
                : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or CborContentException or InvalidOperationException or OverflowException
            or ArgumentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The header says an algorithm that is known and the key and nothing else; what stands outside the signature is refused.</summary>
    public static byte[]? KidOf(CoseSign1Message message) =>
        message is { ProtectedHeaders.Count: 2, UnprotectedHeaders.Count: 0 }
            && message.ProtectedHeaders.TryGetValue(CoseHeaderLabel.Algorithm, out var algorithm) && Signers.OfCose(algorithm.GetValueAsInt32()) is not null
            && message.ProtectedHeaders.TryGetValue(CoseHeaderLabel.KeyIdentifier, out var kid) ? kid.GetValueAsBytes() : null;

    private static byte[] Claims(CertificateFacts facts, StatusReference status)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(6);
        writer.WriteInt32(Issuer);
        writer.WriteTextString(facts.CommitteePath);
        writer.WriteInt32(Subject);
        writer.WriteTextString(facts.Number);
        writer.WriteInt32(Expires);
        writer.WriteInt64(Midnight(facts.Until.AddDays(1)));
        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(Midnight(facts.From));
        writer.WriteInt32(Status);
        writer.WriteStartMap(1);
        writer.WriteTextString("status_list");
        writer.WriteStartMap(2);
        writer.WriteTextString("idx");
        writer.WriteInt32(status.Place);
        writer.WriteTextString("uri");
        writer.WriteTextString(status.Uri);
        writer.WriteEndMap();
        writer.WriteEndMap();
        writer.WriteInt32(Holder);
        writer.WriteStartArray(2);
        writer.WriteTextString(facts.Name);
        writer.WriteTextString(facts.Committee);
        writer.WriteEndArray();
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>A claim that this version does not know is passed over; one that is said twice is refused.</summary>
    private static (CertificateFacts, StatusReference)? Parse(ReadOnlyMemory<byte> content)
    {
        var reader = new CborReader(content, CborConformanceMode.Canonical);
        string? issuer = null, number = null, name = null, committee = null;
        DateOnly? from = null, until = null;
        StatusReference? status = null;
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            switch (reader.ReadInt64())
            {
                case Issuer: issuer = Text(reader); break;
                case Subject: number = Text(reader); break;
                case Expires: until = ChinaDate.Of(DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64() - 1)); break;
                case IssuedAt: from = ChinaDate.Of(DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64())); break;
                case Status: status = StatusOf(reader); break;
                case Holder:
                    reader.ReadStartArray();
                    (name, committee) = (Text(reader), Text(reader));
                    reader.ReadEndArray();
                    break;
                default: reader.SkipValue(); break;
            }
        }
        reader.ReadEndMap();
        if (reader.BytesRemaining > 0 || issuer is null || number is null || name is null || committee is null || from is null || until is null
            || status is null)
            return null;
        return (new CertificateFacts(null, number, name, committee, issuer, from.Value, until.Value), status);
    }

    private static StatusReference? StatusOf(CborReader reader)
    {
        int? place = null;
        string? uri = null;
        reader.ReadStartMap();
        while (reader.PeekState() != CborReaderState.EndMap)
        {
            if (reader.ReadTextString() != "status_list")
            {
                reader.SkipValue();
                continue;
            }
            reader.ReadStartMap();
            while (reader.PeekState() != CborReaderState.EndMap)
            {
                switch (reader.ReadTextString())
                {
                    case "idx": place = reader.ReadInt32(); break;
                    case "uri": uri = Text(reader); break;
                    default: reader.SkipValue(); break;
                }
            }
            reader.ReadEndMap();
        }
        reader.ReadEndMap();
        return place is >= 0 && uri is not null ? new StatusReference(uri, place.Value) : null;
    }

    private static string Text(CborReader reader) =>
        reader.ReadTextString() is { Length: > 0 and <= LongestText } text && ReadableText.Is(text) ? text : throw new FormatException("No readable text.");

    private static long Midnight(DateOnly day) => new DateTimeOffset(day, TimeOnly.MinValue, China).ToUnixTimeSeconds();
}
