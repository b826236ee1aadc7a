using System.Buffers.Binary;

namespace Hongyan.Records;

/// <summary>Writes a picture anew without what a camera or a telephone adds to it: place, device, time, preview, remarks.</summary>
internal static class PictureCleaning
{
    private const int Marker = 0xFF, StartOfScan = 0xDA, EndOfImage = 0xD9, FirstApplication = 0xE0, Adobe = 0xEE, LastApplication = 0xEF, Remark = 0xFE;
    private const int PngHead = 8, PngFrame = 12;
    private static readonly string[] Telling = ["eXIf", "tEXt", "iTXt", "zTXt", "tIME"];

    /// <summary>Nothing where it is no whole picture of its kind.</summary>
    public static byte[]? Clean(string kind, byte[] picture) => kind == "png" ? Png(picture) : Jpeg(picture);

    /// <summary>Segments up to the pixels: those of applications go, but for the frame of JFIF and the colours of Adobe.</summary>
    private static byte[]? Jpeg(byte[] picture)
    {
        var (clean, at) = (new MemoryStream(picture.Length), 2);
        clean.Write(picture, 0, 2);
        while (at + 4 <= picture.Length && picture[at] == Marker)
        {
            var segment = picture[at + 1];
            if (segment == Marker)
            {
                at++; // filling
                continue;
            }
            var length = 2 + BinaryPrimitives.ReadUInt16BigEndian(picture.AsSpan(at + 2));
            if (length < 4 || at + length > picture.Length)
                return null;
            if (segment == StartOfScan)
            {
                var end = picture.AsSpan().LastIndexOf([(byte)Marker, (byte)EndOfImage]);
                if (end < at)
                    return null;
                clean.Write(picture, at, end + 2 - at); // what stands behind the end is no part of the picture
                return clean.ToArray();
            }
            if (segment is not (> FirstApplication and <= LastApplication and not Adobe or Remark))
                clean.Write(picture, at, length);
            at += length;
        }
        return null;
    }

    private static byte[]? Png(byte[] picture)
    {
        var (clean, at) = (new MemoryStream(picture.Length), PngHead);
        if (picture.Length < PngHead)
            return null;
        clean.Write(picture, 0, PngHead);
        while (at + PngFrame <= picture.Length)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(picture.AsSpan(at));
            if (size > picture.Length - at - PngFrame)
                return null;
            var (name, length) = (System.Text.Encoding.ASCII.GetString(picture, at + 4, 4), (int)size + PngFrame);
            if (!Telling.Contains(name))
                clean.Write(picture, at, length);
            if (name == "IEND")
                return clean.ToArray();
            at += length;
        }
        return null;
    }
}
