using System.Globalization;
using Hongyan.Platform;

namespace Hongyan.Records;

/// <summary>The name of the organisation a member is registered in. Of a guest it says that it lies outside, or that nobody knows it.</summary>
public static class HomeName
{
    /// <summary>Begins the names that the function guest_home gives.</summary>
    private const char Outside = '\u001e';

    /// <param name="kept">An organisation's name, or what guest_home gave.</param>
    public static string Of(string? kept, Texts texts) => kept is null ? OfOutside("", texts) : IsOutside(kept) ? OfOutside(kept[1..], texts) : kept;

    /// <param name="name">Empty where nobody knows it.</param>
    public static string OfOutside(string name, Texts texts) => OfOutside(name, key => texts.For("Reception")[key]);

    /// <summary>The same in the language that the texts are given in.</summary>
    public static string OfOutside(string name, Func<string, string> textOf) =>
        name.Length == 0 ? textOf("home.unknown") : string.Format(CultureInfo.InvariantCulture, textOf("home.outside"), name);

    /// <summary>Whether the name is that of a guest's home.</summary>
    public static bool IsOutside(string? kept) => kept is [Outside, ..];
}
