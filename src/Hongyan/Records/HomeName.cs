using Hongyan.Platform;

namespace Hongyan.Records;

/// <summary>The name of the organisation a member is registered in. Of a guest it says that it lies outside, or that nobody knows it.</summary>
public static class HomeName
{
    /// <summary>Begins the names that the function guest_home gives.</summary>
    private const char Outside = '\u001e';

    /// <param name="kept">An organisation's name, or what guest_home gave.</param>
    public static string Of(string? kept, Texts texts) =>
        kept is null or [Outside] ? texts.For("Reception")["home.unknown"]
        : kept[0] == Outside ? texts.For("Reception")["home.outside", kept[1..]]
        : kept;

    /// <summary>Whether the name is that of a guest's home.</summary>
    public static bool IsOutside(string? kept) => kept is [Outside, ..];
}
