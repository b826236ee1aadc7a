namespace Hongyan.Rules.Statistics;

/// <summary>Which way a member floats, seen from the organisation reported on.</summary>
public enum Flow
{
    Outflow,
    Inflow,
}

/// <summary>A member away on the day of the report, with what the figures need.</summary>
/// <param name="Id">The member.</param>
/// <param name="Flow">Registered in the organisation and away, or living in it and registered elsewhere.</param>
/// <param name="Sex">male or female; unknown of a guest only.</param>
/// <param name="Born">The birth date; nothing of a guest who has not said it.</param>
/// <param name="Education">In the words of the roster; nothing when unknown.</param>
/// <param name="Province">Code of the province at the other end: where an outflow went, where an inflow is registered; nothing when unknown.</param>
/// <param name="DepartedOn">The first day of the sojourn.</param>
/// <param name="IsWithin">Of an outflow: his host on that day lies in the organisation too, so that he is inflow as well.</param>
public sealed record FloatingPerson(
    Guid Id, Flow Flow, string Sex, DateOnly? Born, string? Education, string? Province, DateOnly DepartedOn, bool IsWithin = false)
{
    /// <summary>Full years on a day; who was born on 29 February turns on 1 March in other years.</summary>
    public int? AgeOn(DateOnly day) =>
        Born is { } born ? day.Year - born.Year - ((day.Month, day.Day).CompareTo((born.Month, born.Day)) < 0 ? 1 : 0) : null;

    /// <summary>Registered outside this installation: inflow of his host, and nobody's outflow here.</summary>
    public bool IsGuest { get; init; }

    /// <summary>Of a guest: what he was received by, and what his home has said up to that day.</summary>
    public GuestWord? Word { get; init; }
}
