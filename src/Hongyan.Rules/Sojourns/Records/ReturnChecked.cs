namespace Hongyan.Rules.Sojourns;

/// <summary>Home looked at the certificate after the return.</summary>
public sealed record ReturnChecked : SojournEvent
{
    public bool GoesOutAgain { get; init; }

    /// <summary>How he did while he was away, in the words of the host and in his own.</summary>
    public string? HostView { get; init; }
    public string? OwnView { get; init; }
}
