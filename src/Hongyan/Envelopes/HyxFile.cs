using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Hongyan.Envelopes;

/// <summary>Envelopes in a file, one a line, below a first line that says how many there are: <c>hyx1 3</c>.</summary>
public sealed partial record HyxFile(IReadOnlyList<string> Envelopes)
{
    public const int MostEnvelopes = 1000;
    public const int MostBytes = 20 * 1024 * 1024;
    public const string Extension = ".hyx";

    public byte[] Write() => Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"hyx1 {Envelopes.Count}\n") + string.Concat(Envelopes.Select(one => one + "\n")));

    /// <summary>Envelopes in as few files as can be.</summary>
    public static IEnumerable<HyxFile> Pack(IEnumerable<string> envelopes)
    {
        var (file, size) = (new List<string>(), 0);
        foreach (var one in envelopes)
        {
            if (file.Count == MostEnvelopes || size + one.Length > MostBytes - 100)
            {
                yield return new HyxFile(file);
                (file, size) = ([], 0);
            }
            file.Add(one);
            size += one.Length + 1;
        }
        if (file.Count > 0)
            yield return new HyxFile(file);
    }

    /// <summary>The file, or the key of the sentence that says what is wrong with it.</summary>
    public static (HyxFile? File, string? Problem) Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MostBytes)
            return (null, "file.too-large");
        // mail programs and editors change the ends of lines
        var lines = Encoding.Latin1.GetString(bytes).Split('\n').Select(line => line.TrimEnd('\r')).ToList();
        if (FirstLine().Match(lines[0]) is not { Success: true } first)
            return (null, "file.no-hyx");
        var count = int.Parse(first.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        List<string> envelopes = [.. lines.Skip(1).Where(line => line.Length > 0)];
        return count > MostEnvelopes ? (null, "file.too-many")
            : envelopes.Count < count ? (null, "file.cut")
            : envelopes.Count > count || envelopes.Distinct(StringComparer.Ordinal).Count() != count ? (null, "file.doubled")
            : (new HyxFile(envelopes), null);
    }

    [GeneratedRegex("^hyx1 ([0-9]{1,6})$")]
    private static partial Regex FirstLine();
}
