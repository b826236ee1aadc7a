namespace Hongyan.Rules.Warnings;

/// <summary>Something to look at. Never a duty, never a result: a person decides what follows.</summary>
/// <param name="Kind">six-months-life, six-months-dues, six-months-work, lost-contact, stale-contact-details, short-outflow, unmatched …</param>
/// <param name="Since">The day from which it counts.</param>
/// <param name="ReachedOn">The day on which the limit is reached, for what is told ahead.</param>
/// <param name="Clauses">The clauses it rests on.</param>
public sealed record Warning(string Kind, DateOnly Since, DateOnly? ReachedOn, IReadOnlyList<string> Clauses);
