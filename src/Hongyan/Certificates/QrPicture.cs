using System.Globalization;
using System.Text;
using QRCoder;

namespace Hongyan.Certificates;

/// <summary>A text as a QR code: black on white in any theme, for cameras want it so.</summary>
public static class QrPicture
{
    private const int QuietZone = 4;

    /// <summary>For paper and for documents.</summary>
    /// <param name="text">What a camera reads.</param>
    /// <param name="pixelsPerModule">How wide each of its squares is.</param>
    public static byte[] Png(string text, int pixelsPerModule = 6)
    {
        using var data = Data(text);
        using var png = new PngByteQRCode(data);
        return png.GetGraphic(pixelsPerModule);
    }

    /// <summary>For a page: one path, sharp at any size, without scripts or styles.</summary>
    /// <param name="text">What a camera reads.</param>
    /// <param name="label">What a screen reader says.</param>
    public static string Svg(string text, string label)
    {
        using var data = Data(text);
        var size = data.ModuleMatrix.Count; // the quiet zone is part of it
        var path = new StringBuilder();
        for (var y = QuietZone; y < size - QuietZone; y++)
        {
            for (var x = QuietZone; x < size - QuietZone; x++)
            {
                var from = x;
                while (x < size && data.ModuleMatrix[y][x])
                    x++;
                if (x > from)
                    path.Append(CultureInfo.InvariantCulture, $"M{from} {y}h{x - from}v1h-{x - from}z");
            }
        }
        return
            $"""<svg class="qr" role="img" aria-label="{System.Net.WebUtility.HtmlEncode(label)}" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">"""
                + $"""<path fill="#fff" d="M0 0h{size}v{size}h-{size}z"/><path fill="#000" d="{path}"/></svg>""";
    }

    /// <summary>How many squares it has on a side, without the quiet zone.</summary>
    internal static int Modules(string text)
    {
        using var data = Data(text);
        return data.ModuleMatrix.Count - (2 * QuietZone);
    }

    private static QRCodeData Data(string text)
    {
        using var generator = new QRCodeGenerator();
        return generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
    }
}
