using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Hongyan.Features.Dispatches;

/// <summary>How letters left, as a form says it.</summary>
internal static class SendingForm
{
    private const int LongestTracking = 60;

    /// <summary>Nothing where something is wrong, which then stands in the model state.</summary>
    public static Departure? Read(DateOnly? on, string? way, string? tracking, DateOnly today, ModelStateDictionary state, Texts words)
    {
        if (on is null)
            state.AddModelError("On", words["invalid.required"]);
        else if (on > today)
            state.AddModelError("On", words["invalid.future"]);
        if (way is null || !DispatchKind.Ways.Contains(way))
            state.AddModelError("Sent", words["invalid.required"]);
        if (TypedText.TooLong(tracking, LongestTracking) is { } tooLong)
            state.AddModelError("Tracking", tooLong);
        return state.IsValid ? new Departure(on!.Value, way!, string.IsNullOrWhiteSpace(tracking) ? null : tracking.Trim()) : null;
    }
}
