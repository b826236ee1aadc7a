using System.Globalization;
using Hongyan.Records;

namespace Hongyan.Features.Dispatches;

/// <summary>A letter that somebody has to write, before it is drafted.</summary>
/// <param name="Period">Of its duty; of a reminder the day of the last question.</param>
/// <param name="DueOn">Nothing for a letter that nobody owes and anybody may write.</param>
/// <param name="DraftId">The letter of the own organisation that is drafted for it and has not left.</param>
internal sealed record OwedLetter(string Kind, Guid MemberId, Guid SojournId, string Name, string? Other, string? Period, DateOnly? DueOn, Guid? DraftId)
{
    /// <summary>Another organisation that has drafted it: it is not drafted twice.</summary>
    public string? DraftedBy { get; init; }

    /// <summary>As a form sends it; the place of a letter among all that are owed.</summary>
    public string Key => string.Create(CultureInfo.InvariantCulture, $"{SojournId:N}.{Kind}.{Period}");

    /// <summary>Whether anybody knows whom to write to; the name of a guest's home begins with a mark that it lies outside.</summary>
    public bool HasReceiver => HomeName.IsOutside(Other) ? Other!.Length > 1 : !string.IsNullOrWhiteSpace(Other);

    /// <summary>The stay that a key names; nothing when it is no key.</summary>
    public static Guid? StayOf(string? key) => Guid.TryParse(key?.Split('.')[0], out var stay) ? stay : null;
}
