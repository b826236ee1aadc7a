using System.Text.Json.Serialization;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member reported to an organisation where he now lives.</summary>
public sealed record ReportedIn : SojournEvent;

/// <summary>The host committee named the branch that is to take him; the branch then places or refuses him.</summary>
public sealed record BranchNamed : SojournEvent
{
    [JsonRequired]
    public string Organization { get; init; } = "";

    /// <summary>Why this branch: employer, community or association, in the order of .</summary>
    public string? Basis { get; init; }
}

/// <summary>The host did not accept him.</summary>
public sealed record Refused : SojournEvent
{
    /// <summary>The reason code; there is no refusal without one.</summary>
    [JsonRequired]
    public string Code { get; init; } = "";
}

/// <summary>The host made him part of a branch or group.</summary>
public sealed record Placed : SojournEvent
{
    public string? Organization { get; init; }
}
