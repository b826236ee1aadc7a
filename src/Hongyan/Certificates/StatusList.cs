using System.Buffers.Text;
using System.Formats.Cbor;
using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Hongyan.Certificates;

/// <summary>
/// A Token Status List (draft-ietf-oauth-status-list-17) with two bits for each certificate, as JWT and as CWT. It tells a stranger whether a
/// certificate still holds, and tells nobody which one was asked for.
/// </summary>
public sealed class StatusList
{
    public const int Valid = 0;
    public const int Withdrawn = 1;
    public const int Lost = 2;
    public const string JwtType = "statuslist+jwt";
    public const string CwtType = "statuslist+cwt";
    private const int Bits = 2;
    private const int PerByte = 8 / Bits;
    private const int LongestBytes = 1024 * 1024;
    private const int Subject = 2;
    private const int IssuedAt = 6;
    private const int TimeToLive = 65534;
    private const int List = 65533;
    private static readonly TimeSpan AskAgain = TimeSpan.FromDays(1);

    private readonly byte[] values;

    private StatusList(string uri, DateTimeOffset issuedAt, byte[] values) => (Uri, IssuedAtTime, this.values) = (uri, issuedAt, values);

    public string Uri { get; }

    public DateTimeOffset IssuedAtTime { get; }

    public int Size => values.Length * PerByte;

    /// <summary>The value at a place; nothing when the list is not that long.</summary>
    public int? this[int place] => place >= 0 && place < Size ? (values[place / PerByte] >> (place % PerByte * Bits)) & 3 : null;

    /// <param name="uri">Where the list is found, as codes name it.</param>
    /// <param name="issuedAt">The day it is of.</param>
    /// <param name="size">How many places it has.</param>
    /// <param name="set">The places whose value is not <see cref="Valid"/>.</param>
    public static StatusList Of(string uri, DateTimeOffset issuedAt, int size, IEnumerable<(int Place, int Value)> set)
    {
        var packed = new byte[size / PerByte];
        foreach (var (place, value) in set)
            packed[place / PerByte] |= (byte)(value << (place % PerByte * Bits));
        return new StatusList(uri, issuedAt, packed);
    }

    public string ToJwt(string kid, ISigner signer, byte[] privateKey) => Jws.Sign(JwtType, new JsonObject { ["kid"] = kid }, new JsonObject
    {
        ["sub"] = Uri,
        ["iat"] = IssuedAtTime.ToUnixTimeSeconds(),
        ["ttl"] = (int)AskAgain.TotalSeconds,
        ["status_list"] = new JsonObject { ["bits"] = Bits, ["lst"] = Base64Url.EncodeToString(Pack()) },
    }, signer, privateKey);

    public byte[] ToCwt(byte[] kid, ISigner signer, byte[] privateKey)
    {
        var writer = new CborWriter(CborConformanceMode.Canonical);
        writer.WriteStartMap(4);
        writer.WriteInt32(Subject);
        writer.WriteTextString(Uri);
        writer.WriteInt32(IssuedAt);
        writer.WriteInt64(IssuedAtTime.ToUnixTimeSeconds());
        writer.WriteInt32(List);
        writer.WriteStartMap(2);
        writer.WriteTextString("lst");
        writer.WriteByteString(Pack());
        writer.WriteTextString("bits");
        writer.WriteInt32(Bits);
        writer.WriteEndMap();
        writer.WriteInt32(TimeToLive);
        writer.WriteInt32((int)AskAgain.TotalSeconds);
        writer.WriteEndMap();
        return signer.SignCose(privateKey, writer.Encode(), kid, "application/" + CwtType);
    }

    /// <summary>A list as JWT, when one of the keys signed it.</summary>
    /// <param name="text">The signed list.</param>
    /// <param name="key">The status key with that name; nothing when it is not known.</param>
    /// <exception cref="FormatException">The text is no such list, or nobody known signed it.</exception>
    public static StatusList Read(string text, Func<string, IVerifier?> key)
    {
        var read = Jws.Read(text, JwtType);
        if (read.Kid is not { } kid || key(kid) is not { } verifier || !verifier.IsSignedBy(read.Signed, read.Signature))
            throw new FormatException("The list is signed by no key that is known.");
        if (read.Content["status_list"] is not JsonObject list || Jws.Number(list, "bits") != Bits || Jws.Text(read.Content, "sub") is not { } uri
            || Jws.Text(list, "lst") is not { } packed)
            throw new FormatException("The text is no list of two bits.");
        try
        {
            return new StatusList(uri, DateTimeOffset.FromUnixTimeSeconds(Jws.Number(read.Content, "iat")), Unpack(Base64Url.DecodeFromChars(packed)));
        }
        catch (Exception wrong) when (wrong is InvalidDataException or ArgumentException)
        {
            throw new FormatException("The list cannot be unpacked.", wrong);
        }
    }

    private byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var pack = new ZLibStream(packed, CompressionLevel.SmallestSize))
            pack.Write(values);
        return packed.ToArray();
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var unpack = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        var unpacked = new byte[LongestBytes + 1];
        var length = unpack.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false);
        return length > LongestBytes ? throw new FormatException("The list is too long.") : unpacked[..length];
    }
}
