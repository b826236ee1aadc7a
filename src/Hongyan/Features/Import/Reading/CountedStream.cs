namespace Hongyan.Features.Import.Reading;

/// <summary>Counts what comes out of a deflated part and stops it in time. One token of XML may not be endless either.</summary>
internal sealed class CountedStream(Stream inner, long compressed, long allowed) : Stream
{
    private const int TokenBytes = 1024 * 1024;
    private int sinceTag;

    public long Count { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        Count += read;
        if (Count > allowed) throw new UnreadableFile("too-large-inside", Limits.InflatedBytes / 1024 / 1024);
        if (Count > Limits.RatioFrom && Count / Math.Max(compressed, 1) > Limits.Ratio) throw new UnreadableFile("bomb");
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var read = Read(buffer.AsSpan(offset, count));
        CountToken(buffer.AsSpan(offset, read));
        return read;
    }

    /// <summary>Only the XML reader comes here by the array: pictures have no tags and are not kept.</summary>
    private void CountToken(ReadOnlySpan<byte> bytes)
    {
        var tag = bytes.LastIndexOf((byte)'<');
        sinceTag = tag < 0 ? sinceTag + bytes.Length : bytes.Length - tag;
        if (sinceTag > TokenBytes) throw new UnreadableFile("broken");
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => Count; set => throw new NotSupportedException(); }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
