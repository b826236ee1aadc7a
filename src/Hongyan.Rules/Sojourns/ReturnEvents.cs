namespace Hongyan.Rules.Sojourns;

/// <summary>The member came back; the sojourn ends on that day.</summary>
public sealed record Returned : SojournEvent;

/// <summary>Home looked at the certificate after the return.</summary>
public sealed record ReturnChecked : SojournEvent
{
    public bool GoesOutAgain { get; init; }

    /// <summary>How he did while he was away, in the words of the host and in his own.</summary>
    public string? HostView { get; init; }
    public string? OwnView { get; init; }
}

/// <summary>The member did not leave after all.</summary>
public sealed record Cancelled : SojournEvent;
