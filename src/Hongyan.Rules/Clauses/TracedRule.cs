using System.Reflection;

namespace Hongyan.Rules.Clauses;

/// <summary>A class that computes clauses or facts, with the files in which it and its cases stand.</summary>
/// <param name="Name">The class.</param>
/// <param name="Source">Its file, from the root of the repository; every rule has a file of its own name in the folder of its namespace.</param>
/// <param name="Cases">Its case file, beside its tests.</param>
/// <param name="Clauses">The clauses it computes.</param>
/// <param name="Facts">The fact it rests on where no clause speaks.</param>
public sealed record TracedRule(string Name, string Source, string Cases, IReadOnlyList<string> Clauses, string? Facts)
{
    private const string Root = "Hongyan.Rules";

    /// <summary>Every rule of this library, by file.</summary>
    public static IReadOnlyList<TracedRule> All { get; } =
    [
        .. from type in typeof(TracedRule).Assembly.GetTypes()
           let clause = type.GetCustomAttribute<ClauseAttribute>()
           where clause is not null
           let path = type.FullName![(Root.Length + 1)..].Replace('.', '/')
           orderby path
           select new TracedRule(type.Name, $"src/{Root}/{path}.cs", $"tests/{Root}.Tests/{path}.cases.json", clause.Ids, clause.Facts),
    ];
}
