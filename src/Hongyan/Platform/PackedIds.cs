using Microsoft.AspNetCore.WebUtilities;

namespace Hongyan.Platform;

/// <summary>Many ids in one value of an address or a form: 22 letters each instead of 36.</summary>
internal static class PackedIds
{
    private const int Length = 16;

    public static string Write(IEnumerable<Guid> ids) => WebEncoders.Base64UrlEncode([.. ids.SelectMany(id => id.ToByteArray(bigEndian: true))]);

    /// <summary>The ids; none when the text is not what <see cref="Write"/> makes.</summary>
    public static IReadOnlyList<Guid> Read(string? text)
    {
        try
        {
            var bytes = WebEncoders.Base64UrlDecode(text ?? "");
            return bytes.Length % Length == 0 ? [.. bytes.Chunk(Length).Select(id => new Guid(id, bigEndian: true))] : [];
        }
        catch (FormatException)
        {
            return [];
        }
    }
}
