using Hongyan.Data;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.National;

/// <summary>A line that somebody decides on, with what he may do.</summary>
/// <param name="Facts">What both sides say.</param>
/// <param name="Writes">The types of record that taking theirs would write.</param>
/// <param name="Refusal">Why it cannot be done, in a sentence; nothing when it can.</param>
internal sealed record PlannedLine(NationalLine Line, LineFacts Facts, IReadOnlyList<string> Writes, string? Refusal);

/// <summary>What a stay is known by when it is planned for.</summary>
/// <param name="Departure">The report of departure that holds, with its record.</param>
/// <param name="Registered">Whether the side recorded meanwhile that it stands there.</param>
internal sealed record StayToTake(Sojourn Stay, Record? DepartureRecord, DepartureReported? Departure, bool Registered);

/// <summary>What taking theirs writes to a stay that is known: the correction of the departure, and what happened beside it.</summary>
/// <param name="Correction">Nothing where the departure stays as it is.</param>
internal sealed record TakenEntries(DepartureReported? Correction, IReadOnlyList<SojournEvent> Happened)
{
    public IReadOnlyList<string> Types =>
        [.. (Correction is null ? Enumerable.Empty<string>() : ["correction"]).Concat(Happened.Select(EventJson.TypeOf))];
}
