using System.Text.Json;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Profiles;

public enum Strength
{
    Must,
    Should,
    May,
}

public enum ValueStatus
{
    InForce,
    Draft,
    Superseded,
}

/// <summary>One dated, cited value of a parameter.</summary>
public sealed record ProfileValue
{
    public required string Parameter { get; init; }
    public required JsonElement Value { get; init; }

    /// <summary>The clauses or facts the value rests on; facts are written facts-6.</summary>
    public required IReadOnlyList<string> Clauses { get; init; }
    public required Strength Strength { get; init; }
    public required DateOnly From { get; init; }
    public DateOnly? To { get; init; }
    public ValueStatus Status { get; init; } = ValueStatus.InForce;
    public Bilingual? Note { get; init; }
}

/// <summary>What one level of the party sets: only what it changes.</summary>
public sealed record ProfileLayer
{
    public required string Code { get; init; }
    public required Bilingual Name { get; init; }

    /// <summary>The layer above. National has none; an organisation's own layer without one lies on what its superior follows.</summary>
    public string? Extends { get; init; }

    /// <summary>The organisation whose own layer it is, which alone changes it; nothing for what came with the product.</summary>
    public string? Owner { get; init; }
    public int Version { get; init; } = 1;
    public required IReadOnlyList<ProfileValue> Values { get; init; }

    /// <exception cref="JsonException">The text is no layer.</exception>
    /// <exception cref="FormatException">A parameter is unknown or a value is not of its kind.</exception>
    public static ProfileLayer Read(string json)
    {
        var layer = JsonSerializer.Deserialize<ProfileLayer>(json, EventJson.Options) ?? throw new JsonException("The profile is empty.");
        foreach (var value in layer.Values)
            Check(value.Parameter, value.Value);
        return layer;
    }

    public string Write() => JsonSerializer.Serialize(this, EventJson.Options);

    /// <exception cref="FormatException">The parameter is unknown or the value is not of its kind.</exception>
    public static void Check(string parameter, JsonElement value) => Parameters.Named(parameter).ReadValue(value);
}
