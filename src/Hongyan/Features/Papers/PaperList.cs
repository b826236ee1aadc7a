using Hongyan.Platform;

namespace Hongyan.Features.Papers;

/// <summary>The papers that a feature gives, said in its manifest.</summary>
internal interface IGivesPapers
{
    /// <summary>By what they are for.</summary>
    IReadOnlyList<(string Group, ListPaper Paper)> OfOrganizations { get; }

    IReadOnlyList<SojournPaper> OfStays { get; }

    IReadOnlyList<CasePaper> OfCases => [];
}

/// <summary>All papers there are.</summary>
internal static class PaperList
{
    /// <summary>By what they are for.</summary>
    public static IReadOnlyList<(string Group, IReadOnlyList<ListPaper> Papers)> Lists { get; } =
    [
        .. Manifests.Giving<IGivesPapers>().SelectMany(one => one.OfOrganizations).GroupBy(one => one.Group, one => one.Paper)
            .Select(group => (group.Key, (IReadOnlyList<ListPaper>)[.. group])),
    ];

    public static IReadOnlyList<SojournPaper> OfStay { get; } = [.. Manifests.Giving<IGivesPapers>().SelectMany(one => one.OfStays)];

    public static IReadOnlyList<CasePaper> OfCase { get; } = [.. Manifests.Giving<IGivesPapers>().SelectMany(one => one.OfCases)];

    public static CasePaper? Case(string kind, string key) => OfCase.FirstOrDefault(paper => paper.Key == key && paper.IsOf(kind));

    public static ListPaper? List(string key) => Lists.SelectMany(group => group.Papers).FirstOrDefault(paper => paper.Key == key);

    public static SojournPaper? Stay(string key) => OfStay.FirstOrDefault(paper => paper.Key == key);
}
