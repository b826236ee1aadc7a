using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Hongyan.Platform;
using Npgsql;

namespace Hongyan.Data;

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

    // PGCOPY, the bytes that a change of line ends would spoil, no flags, no extension
    private static readonly byte[] Header =
        [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xff, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] Trailer = [0xff, 0xff];

    public int Count { get; private set; }

    /// <param name="copy">The statement; the columns are in the order in which they were added.</param>
    public async Task<int> SendAsync(NpgsqlConnection connection, string copy, CancellationToken cancellation)
    {
        if (Count == 0)
            return 0;
        await using var stream = await connection.BeginRawBinaryCopyAsync(copy, cancellation);
        await stream.WriteAsync(Header, cancellation);
        await stream.WriteAsync(bytes.WrittenMemory, cancellation);
        await stream.WriteAsync(Trailer, cancellation);
        return Count;
    }

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

    public CopyRows Add(DateTimeOffset? value) => Add((value - EpochMoment)?.Ticks / TimeSpan.TicksPerMicrosecond);

    public CopyRows Add(int? value) => value is { } number ? Number(number) : Nothing();

    public CopyRows Add(long? value)
    {
        if (value is not { } number)
            return Nothing();
        Length(8);
        BinaryPrimitives.WriteInt64BigEndian(bytes.GetSpan(8), number);
        bytes.Advance(8);
        return this;
    }

    public CopyRows Add(bool? value) => value is { } known ? Add(known) : Nothing();

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

    public CopyRows AddEnd(string? idTail) => Add(secrets.HashEnd(idTail));

    public CopyRows AddEncrypted(string? text) => Add(text is null ? null : secrets.Encrypt(text));

    /// <summary>What happened, with its notes sealed.</summary>
    public CopyRows AddRecorded(string data) => AddJson(SealedNotes.Write(secrets, data));

    public CopyRows AddJson(string? json)
    {
        if (json is null)
            return Nothing();
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
