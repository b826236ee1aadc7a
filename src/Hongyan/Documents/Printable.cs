using System.Text;
using System.Xml;

namespace Hongyan.Documents;

/// <summary>What comes in with names typed or imported and a file cannot hold is left out; it would spoil the file.</summary>
internal static class Printable
{
    private const string UnsafeInNames = "\\/:*?\"<>|[]";

    public static string Text(string text)
    {
        if (IsClean(text)) return text;
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune != Rune.ReplacementChar && (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))) kept.Append(rune);
        }
        return kept.ToString();
    }

    /// <summary>As the name of a file or of a sheet, on any system.</summary>
    public static string Name(string text)
    {
        var name = string.Concat(Text(text).Where(letter => !char.IsControl(letter) && !UnsafeInNames.Contains(letter, StringComparison.Ordinal)))
            .Trim(' ', '.', '\'');
        return name.Length == 0 ? "_" : name;
    }

    private static bool IsClean(string text) => text.All(letter => !char.IsSurrogate(letter) && letter != '\uFFFD' && XmlConvert.IsXmlChar(letter));
}
