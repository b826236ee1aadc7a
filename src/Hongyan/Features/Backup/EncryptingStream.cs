using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Hongyan.Features.Backup;

/// <summary>
/// AES-256-GCM in parts of 64 KB, each with its number and whether it is the last in the nonce: none can be altered, moved, left out or cut off
/// unseen. The key belongs to one file, so a number is never used twice with it.
/// </summary>
internal static class Parts
{
    public const int Plain = 64 * 1024;
    public const int TagSize = 16;
    public const int Sealed = Plain + TagSize;

    public static byte[] Nonce(long number, bool isLast)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[11] = isLast ? (byte)1 : (byte)0;
        return nonce;
    }
}

/// <summary>Writes what is written to it encrypted, behind the header; the last part leaves when it is disposed of.</summary>
internal sealed class EncryptingStream : WriteOnlyStream
{
    private readonly Stream inner;
    private readonly AesGcm aes;
    private readonly byte[] header;
    private readonly byte[] part = new byte[Parts.Plain];
    private readonly byte[] cipher = new byte[Parts.Sealed];
    private int filled;
    private long number;
    private bool isDone;

    public EncryptingStream(Stream inner, BackupHeader header, byte[] key)
    {
        (this.inner, this.header, aes) = (inner, header.ToBytes(), new AesGcm(key, Parts.TagSize));
        inner.Write(this.header);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (filled == part.Length) Send(isLast: false); // a full part is kept until it is known not to be the last
            var some = Math.Min(buffer.Length, part.Length - filled);
            buffer[..some].CopyTo(part.AsSpan(filled));
            buffer = buffer[some..];
            filled += some;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDone)
        {
            isDone = true;
            Send(isLast: true);
            aes.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Send(bool isLast)
    {
        aes.Encrypt(Parts.Nonce(number++, isLast), part.AsSpan(0, filled), cipher.AsSpan(0, filled), cipher.AsSpan(filled, Parts.TagSize), header);
        inner.Write(cipher, 0, filled + Parts.TagSize);
        filled = 0;
    }
}

/// <summary>A stream that nobody reads from or moves in.</summary>
internal abstract class WriteOnlyStream : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
        // the last part is not known before the end
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
