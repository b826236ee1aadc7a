using System.Buffers.Binary;

namespace Hongyan.Features.Scale;

/// <summary>UUIDs of version 7 that the seed decides: in the order of the members, as if each had been entered at its own moment.</summary>
internal sealed class Ids(long seed, int member, Purpose purpose)
{
    private const long Beginning = 1_735_689_600_000; // 2025-01-01, so that what is entered later comes after
    private const int MostAtOneMoment = 0x0fff;
    private readonly SeededRandom random = new(seed, (int)purpose, ((long)member << 4) | (long)Purpose.Ids);
    private int count;

    public Guid Next()
    {
        Span<byte> bytes = stackalloc byte[16];
        var moment = Beginning + member;
        BinaryPrimitives.WriteInt64BigEndian(bytes, (moment << 16) | 0x7000u | (uint)(count++ & MostAtOneMoment));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (random.Draw() & 0x3fffffffffffffffUL) | 0x8000000000000000UL);
        return new Guid(bytes, bigEndian: true);
    }
}
