using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>Who recorded something that another one confirms, and for which organisation.</summary>
public sealed record FirstPerson(Guid Account, string OrgPath);

/// <summary>What happened, under the id its record gets; a correction names the record it takes the place of.</summary>
public sealed record Entry(Guid Id, SojournEvent Happened, Guid? Corrects = null)
{
    private const int Mixed = 8;

    /// <summary>Who told what holds by two, when whoever writes it now is the second.</summary>
    public FirstPerson? First { get; init; }

    public static Entry New(SojournEvent happened) => new(Guid.CreateVersion7(), happened);

    /// <summary>
    /// One of the records that a single act makes in many stays. Its id follows from both, so that an act sent twice makes none twice.
    /// </summary>
    public static Entry Of(Guid act, Guid sojourn, SojournEvent happened) => new(IdOf(act, sojourn), happened);

    /// <summary>The id of the record that an act makes in a stay.</summary>
    public static Guid IdOf(Guid act, Guid sojourn)
    {
        Span<byte> id = stackalloc byte[16], other = stackalloc byte[16];
        act.TryWriteBytes(id, bigEndian: true, out _);
        sojourn.TryWriteBytes(other, bigEndian: true, out _);
        for (var at = Mixed; at < id.Length; at++)
            id[at] ^= other[at];
        id[Mixed] = (byte)((id[Mixed] & 0x3f) | 0x80); // the variant stays that of a UUID
        return new Guid(id, bigEndian: true);
    }
}
