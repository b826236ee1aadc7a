namespace Hongyan.Features.Dues;

/// <summary>What a branch sets for one member.</summary>
public sealed class SetLine
{
    public Guid Sojourn { get; set; }

    /// <summary>The id of the record to be.</summary>
    public Guid Id { get; set; }

    public string? Category { get; set; }

    public string? Base { get; set; }

    /// <summary>Empty: what the table says.</summary>
    public string? Monthly { get; set; }
}
