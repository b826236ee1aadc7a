namespace Hongyan.Features.Import;

/// <summary>What is accepted of a file.</summary>
/// <param name="ValidOnly">Rejected rows are left out.</param>
/// <param name="AllPeriods">Also the periods that were over before today are asked for.</param>
public sealed record Acceptance(bool ValidOnly, bool AllPeriods);

/// <summary>What became of a file that was accepted; the numbers are those of rows.</summary>
/// <param name="Way">saved, gone (nothing is left to import) or refused (the preview says why).</param>
public sealed record Outcome(string Way, string? Kind = null, int Saved = 0, int Rejected = 0, int Unchanged = 0)
{
    public static readonly Outcome Gone = new("gone");
    public static readonly Outcome Refused = new("refused");

    public bool IsSaved => Way == "saved";

    /// <summary>Where it is told.</summary>
    public string PageOf(Guid draft) => Way switch
    {
        "saved" => FormattableString.Invariant($"/Import/Accepted?kind={Kind}&saved={Saved}&rejected={Rejected}&unchanged={Unchanged}"),
        "gone" => "/Import/Accepted",
        _ => $"/Import/Preview/{draft}",
    };
}
