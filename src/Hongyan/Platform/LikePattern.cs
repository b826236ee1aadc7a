namespace Hongyan.Platform;

/// <summary>Patterns for <c>like</c>.</summary>
internal static class LikePattern
{
    /// <summary>Finds the text anywhere; its own % and _ are letters like others.</summary>
    public static string Anywhere(string? text) => "%" + (text ?? "").Replace("\\", "\\\\").Replace("%", "\\%").Replace("_", "\\_") + "%";
}
