namespace Hongyan.Rules.Sojourns;

/// <summary>The home branch marked the member as out of contact (失联). From that day on periodic duties towards him rest.</summary>
public sealed record MarkedLost : SojournEvent
{
    /// <summary>The last organised life or dues, else the departure. Source: facts §7.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>1 to 7, as in the form of facts §7.</summary>
    public string? Reason { get; init; }
}
