namespace Hongyan.Features.Cases;

/// <summary>What a feature shows on the page of cases of some kinds, said in its manifest.</summary>
internal interface IShowsCases
{
    /// <summary>The names of the kinds.</summary>
    IReadOnlyList<string> OfKinds { get; }

    /// <summary>A partial page whose model is the page's.</summary>
    string CasePart { get; }
}
