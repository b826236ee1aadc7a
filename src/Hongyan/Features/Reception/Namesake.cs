namespace Hongyan.Features.Reception;

/// <summary>Somebody in the reader's sight of whom a name or a number may be.</summary>
public sealed record Namesake(Guid Member, Guid? Stay, string Name, string? State, bool IsByNumber)
{
    /// <summary>To receive whoever is announced or here; else his page.</summary>
    public string Address => Stay is { } stay ? $"/Reception/Arrival?stay={Member}.{stay}" : $"/Members/{Member}";
}
