namespace Hongyan.Platform;

/// <summary>A figure of the first page that is no list of people.</summary>
/// <param name="Place">The page shows them in the order of these.</param>
/// <param name="Name">Its words are the text <c>tile.</c> and this, of the first page.</param>
/// <param name="Policy">Who sees it.</param>
/// <param name="Address">The page on which they stand that were counted.</param>
/// <param name="Sql">Counts them; <c>@lo</c>, <c>@hi</c> and <c>@today</c> are known.</param>
/// <param name="IsLate">Something that should not be there at all.</param>
internal sealed record Counted(int Place, string Name, string Policy, string Address, string Sql, bool IsLate = false);
