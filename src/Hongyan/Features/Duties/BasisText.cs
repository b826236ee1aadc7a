using Hongyan.Platform;

namespace Hongyan.Features.Duties;

/// <summary>What stands before the clauses of a duty: the word for a basis, and in words the fact behind a duty that rests on no clause.</summary>
public static class BasisText
{
    /// <param name="duties">The texts of this folder.</param>
    public static string Of(string kind, IReadOnlyCollection<string> clauses, Texts duties) =>
        clauses.Count > 0 ? duties["basis"]
        : duties.Has("fact." + kind) ? duties["basis.fact", duties["fact." + kind]]
        : "";
}
