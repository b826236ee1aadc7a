using System.Globalization;
using System.Text.Json;

namespace Hongyan.Platform;

/// <summary>All Texts.json files of the feature folders: folder → key → language → text.</summary>
public sealed class TextBook
{
    public const string SharedFolder = "Shared";
    public const string Chinese = "zh";
    public const string English = "en";
    private const string Prefix = "Texts/";

    private readonly Dictionary<string, Dictionary<string, Dictionary<string, string>>> _folders = [];

    private TextBook()
    {
        var assembly = typeof(TextBook).Assembly;
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            _folders[resource[Prefix.Length..].TrimEnd('/')] =
                JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string>>>(stream)!;
        }
    }

    public static TextBook Whole { get; } = new();

    public IReadOnlyDictionary<string, Dictionary<string, Dictionary<string, string>>> Folders => _folders;

    /// <summary>The text in the language of the current culture; null when neither the folder nor Shared has the key.</summary>
    public string? Find(string folder, string key) => Find(folder, key, Language);

    /// <summary>The language of the current culture.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == Chinese ? Chinese : English;

    public string? Find(string folder, string key, string language)
    {
        return In(folder) ?? In(SharedFolder);

        string? In(string name) =>
            _folders.TryGetValue(name, out var texts) && texts.TryGetValue(key, out var text) ? text.GetValueOrDefault(language) : null;
    }
}
