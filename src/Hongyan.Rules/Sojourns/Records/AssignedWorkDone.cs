namespace Hongyan.Rules.Sojourns;

/// <summary>The member did work that his organisation had given him.</summary>
public sealed record AssignedWorkDone : SojournEvent;
