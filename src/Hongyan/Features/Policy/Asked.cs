using System.Text.Json;
using Hongyan.Platform;
using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>A change of one value as it travels in an address from the form to the confirmation and back.</summary>
public sealed record Asked
{
    public string? Parameter { get; init; }

    /// <summary>The value as JSON; null for what stands above.</summary>
    public string? Value { get; init; }
    public DateOnly? From { get; init; }
    public string? Clauses { get; init; }
    public string? Reason { get; init; }

    /// <summary>The change, when all of it is in order; an address can be typed by hand.</summary>
    internal ValueAmendment? Read(string code, PolicyLibrary library, DateOnly today)
    {
        if (!Parameters.All.TryGetValue(Parameter ?? "", out var parameter) || !IsReason(Reason) || From is not { } from || from < today
            || Cited(Clauses, library) is not { Count: > 0 } clauses || Value is null)
            return null;
        try
        {
            var value = JsonSerializer.Deserialize<JsonElement>(Value);
            if (value.ValueKind == JsonValueKind.Null)
                return new ValueAmendment(code, parameter, null, from, clauses, Reason.Trim());
            return ValueInput.Of(ValueReading.Read(parameter, value)).Read(parameter).Value is { } sound
                ? new ValueAmendment(code, parameter, sound, from, clauses, Reason.Trim())
                : null;
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The longest reason of a change, wherever it is typed or read.</summary>
    internal const int LongestReason = 500;

    /// <summary>As a line of its form.</summary>
    internal const int LongestClauses = 200;

    internal static bool IsReason([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? text) =>
        !string.IsNullOrWhiteSpace(text) && TypedText.TooLong(text, LongestReason) is null;

    /// <summary>The clauses in a line of text, divided by spaces or commas; nothing when one of them does not exist.</summary>
    internal static IReadOnlyList<string>? Cited(string? text, PolicyLibrary library)
    {
        if (text?.Length > LongestClauses) return null;
        var ids = (text ?? "")
            .Split([' ', ',', '，', '、', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct()
            .ToList();
        return ids.TrueForAll(id => library.ClauseById.ContainsKey(id) || IsFact(id)) ? ids : null;
    }

    private static bool IsFact(string id) =>
        id.StartsWith("facts-", StringComparison.Ordinal) && int.TryParse(id.AsSpan(6), out var section) && section is > 0 and < 100;
}
