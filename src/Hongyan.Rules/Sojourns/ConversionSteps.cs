namespace Hongyan.Rules.Sojourns;

/// <summary>What the course of a conversion leaves open: the page of the conversion and the menu of a stay ask the same.</summary>
public static class ConversionSteps
{
    public static IReadOnlySet<string> All { get; } =
        new HashSet<string> { "conversion-opinion-asked", "conversion-opinion", "conversion-decided", "conversion-approved" };

    /// <summary>A host may answer as long as nothing is approved.</summary>
    public static IEnumerable<string> Open(string status, ConversionRound round, bool hasHost)
    {
        if (status != "probationary")
            yield break;
        if (round is { Asked: null, Decided: null })
            yield return "conversion-opinion-asked";
        if (round is { Opinion: null, Approved: null } && hasHost)
            yield return "conversion-opinion";
        if (round.Decided is null)
            yield return "conversion-decided";
        else if (round.Approved is null)
            yield return "conversion-approved";
    }
}
