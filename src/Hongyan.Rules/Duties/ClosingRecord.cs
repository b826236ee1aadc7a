using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The type of record whose form closes a duty, the side that writes it, and what is known of it beforehand.</summary>
public sealed record ClosingRecord(string Type, Side Writer, string? Field = null, string? Value = null)
{
    /// <summary>Whether the period of the duty is what the record says in <see cref="Field"/>.</summary>
    public bool NamesPeriod { get; init; }

    public static ClosingRecord By<T>(Side writer, string? field = null, string? value = null)
        where T : SojournEvent, IRecord => new(T.Type.Name, writer, field, value);

    public static ClosingRecord OfPeriod<T>(Side writer, string field)
        where T : SojournEvent, IRecord => new(T.Type.Name, writer, field) { NamesPeriod = true };

    /// <summary>The same for the duty of a period.</summary>
    public ClosingRecord For(string? period) => NamesPeriod ? this with { Value = period } : this;
}
