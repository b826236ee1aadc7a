using System.Globalization;
using Hongyan.Records;

namespace Hongyan.Features.Dispatches;

/// <summary>A letter that somebody has to write, before it is drafted.</summary>
/// <param name="Period">Of its duty; of a reminder the day of the last question.</param>
/// <param name="DraftId">The letter that is drafted for it and has not left.</param>
internal sealed record OwedLetter(string Kind, Guid MemberId, Guid SojournId, string Name, string? Other, string? Period, DateOnly DueOn, Guid? DraftId)
{
    /// <summary>As a form sends it; the place of a letter among all that are owed.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{SojournId:N}.{Kind}.{Period}");

    /// <summary>Whether anybody knows whom to write to; the name of a guest's home begins with a mark that it lies outside.</summary>
    public bool HasReceiver => HomeName.IsOutside(Other) ? Other!.Length > 1 : !string.IsNullOrWhiteSpace(Other);

    /// <summary>The stay that a key names; nothing when it is no key.</summary>
    public static Guid? StayOf(string? key) => Guid.TryParse(key?.Split('.')[0], out var stay) ? stay : null;
}
