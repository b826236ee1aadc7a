using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Hongyan.Data;
using Hongyan.Platform;

namespace Hongyan.Features.Scale;

/// <summary>
/// Rows in PostgreSQL's binary COPY form, made beside the connection: several threads make them, one sends them. The types are those of
/// the columns, for the server converts nothing.
/// </summary>
internal sealed class CopyRows(Secrets secrets)
{
    private const int TextOid = 25;
    private static readonly DateOnly Epoch = new(2000, 1, 1);
    private static readonly DateTimeOffset EpochMoment = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly ArrayBufferWriter<byte> bytes = new(64 * 1024);

    /// <summary>PGCOPY, the bytes that a change of line ends would spoil, no flags, no extension.</summary>
    public static ReadOnlySpan<byte> Header => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static ReadOnlySpan<byte> Trailer => [0xff, 0xff];

    public ReadOnlyMemory<byte> Written => bytes.WrittenMemory;

    public int Count { get; private set; }

    public CopyRows Row(int columns)
    {
        BinaryPrimitives.WriteInt16BigEndian(bytes.GetSpan(2), (short)columns);
        bytes.Advance(2);
        Count++;
        return this;
    }

    public CopyRows Add(Guid? value)
    {
        if (value is not { } id)
            return Nothing();
        Length(16);
        id.TryWriteBytes(bytes.GetSpan(16), bigEndian: true, out _);
        bytes.Advance(16);
        return this;
    }

    public CopyRows Add(DateOnly? value) => value is { } day ? Number(day.DayNumber - Epoch.DayNumber) : Nothing();

    public CopyRows Add(DateTimeOffset? value)
    {
        if (value is not { } moment)
            return Nothing();
        Length(8);
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(8), (moment - EpochMoment).Ticks / TimeSpan.TicksPerMicrosecond);
        bytes.Advance(8);
        return this;
    }

    public CopyRows Add(bool value)
    {
        Length(1);
        bytes.GetSpan(1)[0] = value ? (byte)1 : (byte)0;
        bytes.Advance(1);
        return this;
    }

    public CopyRows Add(byte[]? value)
    {
        if (value is null)
            return Nothing();
        Length(value.Length);
        bytes.Write(value);
        return this;
    }

    public CopyRows Add(string? value)
    {
        if (value is null)
            return Nothing();
        Length(Encoding.UTF8.GetByteCount(value));
        Encoding.UTF8.GetBytes(value, bytes);
        return this;
    }

    public CopyRows AddEncrypted(string? text) => Add(text is null ? null : secrets.Encrypt(text));

    /// <summary>What happened, with its notes sealed.</summary>
    public CopyRows AddRecorded(string data)
    {
        var json = SealedNotes.Write(secrets, data);
        Length(Encoding.UTF8.GetByteCount(json) + 1);
        bytes.Write<byte>([1]); // the version of the form
        Encoding.UTF8.GetBytes(json, bytes);
        return this;
    }

    public CopyRows Add(string[] values)
    {
        Length(12 + 8 + values.Sum(value => 4 + Encoding.UTF8.GetByteCount(value)));
        foreach (var part in (ReadOnlySpan<int>)[1, 0, TextOid, values.Length, 1]) // dimensions, no nulls, type, length, first index
            Length(part);
        foreach (var value in values)
            Add(value);
        return this;
    }

    private CopyRows Number(int value)
    {
        Length(4);
        Length(value);
        return this;
    }

    private CopyRows Nothing()
    {
        Length(-1);
        return this;
    }

    private void Length(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes.GetSpan(4), length);
        bytes.Advance(4);
    }
}
