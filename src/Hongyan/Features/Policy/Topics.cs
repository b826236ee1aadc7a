namespace Hongyan.Features.Policy;

/// <summary>The parameters in the order of a stay, under headings. What is named nowhere here stands at the end.</summary>
internal static class Topics
{
    public const string Other = "other";

    private static readonly (string Topic, string[] Begins)[] All =
    [
        ("floating", ["floating.", "watch.", "responsibility."]),
        ("periods", ["period."]),
        ("certificate", ["credential.", "certificate."]),
        ("arriving", ["brief.", "reportIn.", "placement.", "contactPerson.", "refusal.", "guest."]),
        ("touch", ["contact.", "care.", "ledger.", "report.", "change.", "feedback.", "inform.", "record.", "missed.", "duties."]),
        ("dues", ["dues."]),
        ("review", ["review.", "scoring."]),
        ("education", ["education."]),
        ("probation", ["probation."]),
        ("transfer", ["transfer."]),
        ("return", ["return."]),
        ("organizations", ["sweep.", "yearEnd.", "agreement."]),
        ("warnings", ["warning.", "lostContact.", "details."]),
    ];

    public static IEnumerable<string> Order { get; } = [.. All.Select(line => line.Topic), Other];

    public static string Of(string parameter) =>
        Array.Find(All, line => line.Begins.Any(begin => parameter.StartsWith(begin, StringComparison.Ordinal))).Topic ?? Other;
}
