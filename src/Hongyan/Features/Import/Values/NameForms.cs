namespace Hongyan.Features.Import.Values;

/// <summary>The forms in which a register may hold a name: the dot in it was typed in several ways.</summary>
internal static class NameForms
{
    private const string Dots = "·•・‧．.●";

    public static IEnumerable<string> Of(string name) => name.Contains('·', StringComparison.Ordinal) ? Dots.Select(dot => name.Replace('·', dot)) : [name];
}
