using System.Security.Cryptography;

namespace Hongyan.Features.Backup;

/// <summary>Reads an encrypted backup anywhere in it, one part at a time; a part that is not as it was written is refused.</summary>
internal sealed class DecryptingStream : Stream
{
    private readonly Stream inner;
    private readonly AesGcm aes;
    private readonly byte[] header;
    private readonly byte[] part = new byte[Parts.Plain];
    private readonly byte[] cipher = new byte[Parts.Sealed];
    private readonly long parts;
    private long opened = -1;
    private int size;

    /// <exception cref="InvalidDataException">The file is too short.</exception>
    public DecryptingStream(Stream inner, BackupHeader header, byte[] key)
    {
        var body = inner.Length - BackupHeader.Size;
        if (body < Parts.TagSize) throw new InvalidDataException("The file is cut off.");
        parts = (body + Parts.Sealed - 1) / Parts.Sealed;
        Length = body - (parts * Parts.TagSize);
        (this.inner, this.header, aes) = (inner, header.ToBytes(), new AesGcm(key, Parts.TagSize));
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    /// <exception cref="CryptographicException">The part was altered, moved or cut off.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (Position >= Length || buffer.Length == 0) return 0;
        Open(Position / Parts.Plain);
        var at = (int)(Position % Parts.Plain);
        var some = Math.Min(buffer.Length, size - at);
        part.AsSpan(at, some).CopyTo(buffer);
        Position += some;
        return some;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
        // nothing is written
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            aes.Dispose();
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Open(long number)
    {
        if (opened == number) return;
        opened = -1;
        inner.Position = BackupHeader.Size + (number * Parts.Sealed);
        var read = inner.ReadAtLeast(cipher, cipher.Length, throwOnEndOfStream: false);
        if (read < Parts.TagSize) throw new InvalidDataException("The file is cut off.");
        size = read - Parts.TagSize;
        aes.Decrypt(Parts.Nonce(number, number == parts - 1), cipher.AsSpan(0, size), cipher.AsSpan(size, Parts.TagSize), part.AsSpan(0, size), header);
        opened = number;
    }
}
