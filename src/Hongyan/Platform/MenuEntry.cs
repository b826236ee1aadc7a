namespace Hongyan.Platform;

/// <summary>A page that the menu offers.</summary>
/// <param name="Place">The menu lists them in the order of these.</param>
/// <param name="Text">A key of the texts of its feature, or of the shared ones.</param>
/// <param name="Policy">Who may open it; nothing for whoever is signed in.</param>
/// <param name="Under">The heading it shares with others.</param>
internal sealed record MenuEntry(int Place, string Address, string Text, string Icon, string? Policy, string? Under = null)
{
    public const string Away = "nav.group.away";
    public const string Life = "nav.group.life";
    public const string Reports = "nav.group.reports";

    /// <summary>The folder of the feature whose entry it is.</summary>
    public string Folder { get; init; } = TextBook.SharedFolder;

    /// <summary>Pages at and below this address lie on it; without one it stands for its own page only, for others lie below its address.</summary>
    public string? Below { get; init; } = "/" + Address.Split('/')[1];

    public bool Covers(string path) => Below is null
        ? path.Equals(Address, StringComparison.OrdinalIgnoreCase)
        : path.Equals(Below, StringComparison.OrdinalIgnoreCase) || path.StartsWith(Below + "/", StringComparison.OrdinalIgnoreCase);
}
