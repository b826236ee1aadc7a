using System.Text;

namespace Hongyan.Features.Import.Reading;

/// <summary>Reads a file by what it is, not by what it is called.</summary>
internal static class RosterReader
{
    static RosterReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <exception cref="UnreadableFile">The file is refused as a whole.</exception>
    public static RosterFile Read(byte[] content)
    {
        if (content.Length > Limits.FileBytes) throw new UnreadableFile("too-large", Limits.FileBytes / 1024 / 1024);
        if (content.Length == 0) throw new UnreadableFile("empty");

        var limits = new Limits();
        var file = Starts(content, "PK\x03\x04"u8) || Starts(content, "PK\x05\x06"u8) ? Package(content, limits)
            : Starts(content, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? Compound(content, limits)
            : new RosterFile(FileForm.Csv, [TextReading.Read(content, limits)]);
        return file.Sheets.Any(sheet => sheet.Rows.Count > 0) ? file : throw new UnreadableFile("empty");
    }

    private static RosterFile Package(byte[] content, Limits limits)
    {
        PackageGuard.Check(content);
        return new RosterFile(FileForm.Xlsx, XlsxReading.Read(content, limits));
    }

    private static RosterFile Compound(byte[] content, Limits limits)
    {
        // An encrypted .xlsx is an old container around this stream; its names are UTF-16.
        if (content.AsSpan().IndexOf(Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0) throw new UnreadableFile("password");
        return new RosterFile(FileForm.Xls, XlsReading.Read(content, limits));
    }

    private static bool Starts(byte[] content, ReadOnlySpan<byte> with) => content.AsSpan().StartsWith(with);
}
