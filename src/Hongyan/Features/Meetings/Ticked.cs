using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Hongyan.Features.Meetings;

/// <summary>Reads long lists of people as forms send them.</summary>
public static class Ticked
{
    /// <summary>More fields than a form may usually have: a branch can have a thousand people, each with his mark.</summary>
    public const int MostValues = 10_000;

    /// <summary>Those ticked.</summary>
    public static HashSet<Guid> Members(IFormCollection form) =>
        [.. form["Members"].Select(value => Guid.TryParse(value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];

    public static TimeOnly? Time(string? text) =>
        TimeOnly.TryParseExact(text?.Trim(), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static string? Tidy(string? text) => text?.Trim() is { Length: > 0 } tidy ? tidy : null;
}
