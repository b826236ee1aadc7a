using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hongyan.Features.Members;

/// <summary>What an entry of a membership case says; which of it, its type tells.</summary>
public sealed record MembershipFacts
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Of a registration: admitted, moved-in or found.</summary>
    public string? How { get; init; }

    /// <summary>Why there is no ID number.</summary>
    public string? NoNumber { get; init; }

    /// <summary>Of a change: changed from a day on, or corrected because it was wrong from the start.</summary>
    public string? Kind { get; init; }
    public string? Old { get; init; }
    public string? New { get; init; }

    /// <summary>The day from which the new value holds; nothing of a correction.</summary>
    public DateOnly? Since { get; init; }
    public string? Reason { get; init; }
    public string? Paper { get; init; }

    /// <summary>The member's own request that it answers.</summary>
    public Guid? Request { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Form);

    public static MembershipFacts Read(string data) => JsonSerializer.Deserialize<MembershipFacts>(data, Form)!;
}
