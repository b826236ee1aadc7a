namespace Hongyan.Features.Lists;

/// <summary>What some look at in the morning, as a list and how it is narrowed.</summary>
internal sealed record Waiting(string Name, IReadOnlyList<string> Roles, PeopleList List, string Query = "", bool IsLate = false);
