namespace Hongyan.Features.Dues;

/// <summary>One of several on whom a form can write nothing, and why: he is named apart and the others go on.</summary>
public sealed record Apart(Payer Payer, string Why);
