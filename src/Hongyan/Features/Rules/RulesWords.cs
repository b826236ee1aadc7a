using System.Globalization;
using Hongyan.Platform;

namespace Hongyan.Features; // Hongyan.Features.Rules would hide Hongyan.Rules from its neighbours

/// <summary>The words of the verbs of this folder.</summary>
internal static class RulesWords
{
    /// <summary>In both languages: a command does not know who reads it.</summary>
    public static string Both(string key, params object[] arguments)
    {
        var text = TextBook.Whole.Folders["Rules"][key];
        return string.Format(CultureInfo.InvariantCulture, $"{text[TextBook.Chinese]} / {text[TextBook.English]}", arguments);
    }

    private const string Record = "record.";

    /// <summary>In Chinese, from the texts of this folder, of the duties or of the records; the key itself when none has it.</summary>
    public static string Chinese(string key, params object?[] arguments)
    {
        var folders = TextBook.Whole.Folders;
        var text = folders["Rules"].GetValueOrDefault(key)
            ?? folders[key.StartsWith(Record, StringComparison.Ordinal) ? "Records" : "Duties"].GetValueOrDefault(key);
        return text is null ? key : string.Format(CultureInfo.InvariantCulture, text[TextBook.Chinese], arguments);
    }
}
