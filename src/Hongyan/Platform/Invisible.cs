using System.Globalization;

namespace Hongyan.Platform;

/// <summary>Characters that nobody sees: marks of direction, joiners, byte order marks, variation selectors.</summary>
internal static class Invisible
{
    public static bool Is(char character) =>
        character >= '\u00AD'
            && (char.GetUnicodeCategory(character) == UnicodeCategory.Format || character is >= '\uFE00' and <= '\uFE0F' or '\u034F' or '\u3164');
}
