using System.Text;

namespace Hongyan.Features.Demo;

/// <summary>Chance that comes out the same on every machine: each draw depends on what it is for, and on nothing before it.</summary>
internal static class Draw
{
    public static Random For(params ReadOnlySpan<object?> what)
    {
        var hash = 2166136261u; // FNV-1a, for string.GetHashCode differs from run to run
        foreach (var part in Encoding.UTF8.GetBytes(string.Join('|', what!)))
            hash = (hash ^ part) * 16777619u;
        return new Random((int)(hash & int.MaxValue));
    }

    public static T OneOf<T>(this Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;

    public static Guid Id(this Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
