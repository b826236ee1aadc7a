namespace Hongyan.Records;

/// <summary>
/// A stay as an address names it, member.sojourn; in a form with the record to be, member.sojourn.record, so that one sent twice is written once.
/// </summary>
public sealed record SojournReference(Guid Member, Guid Sojourn, Guid Record)
{
    public static SojournReference? Read(string? text) => text?.Split('.') switch
    {
        [var member, var sojourn] when Guid.TryParse(member, out var one) && Guid.TryParse(sojourn, out var other) => new(one, other, Guid.CreateVersion7()),
        [var member, var sojourn, var record] when Guid.TryParse(member, out var one) && Guid.TryParse(sojourn, out var other)
            && Guid.TryParse(record, out var id) => new(one, other, id),
        _ => null,
    };

    /// <summary>The stays of an address or a form, each once; nothing when one is not written as it must be.</summary>
    public static IReadOnlyList<SojournReference>? ReadAll(IEnumerable<string> texts)
    {
        var stays = texts.Distinct().Select(Read).ToList();
        return stays.Contains(null) ? null : [.. stays.OfType<SojournReference>().DistinctBy(stay => stay.Sojourn)];
    }

    public override string ToString() => $"{Member}.{Sojourn}.{Record}";
}
