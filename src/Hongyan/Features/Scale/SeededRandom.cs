namespace Hongyan.Features.Scale;

/// <summary>
/// Chance that depends on the seed and on what it is for, and on nothing before it (SplitMix64): a large population is drawn in any order, by several threads.
/// </summary>
internal sealed class SeededRandom
{
    private ulong state;

    public SeededRandom(long seed, int what, long which = 0)
    {
        state = (ulong)seed;
        state = Draw() ^ ((ulong)what << 48) ^ (ulong)which;
        Draw();
    }

    public ulong Draw()
    {
        var mixed = state += 0x9E3779B97F4A7C15UL;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>From 0 up to, but not including, 1.</summary>
    public double Share() => (Draw() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Share() < probability;

    /// <summary>From the first up to, but not including, the last.</summary>
    public int Between(int first, int last) => first + (int)(Share() * (last - first));

    public T OneOf<T>(IReadOnlyList<T> all) => all[Between(0, all.Count)];

    /// <summary>Many short, few long ones.</summary>
    public int Days(double mean) => (int)(-mean * Math.Log(1 - Share()));

    /// <summary>Around 1, most below and a few far above it: the sizes of places.</summary>
    public double Size()
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - Share())) * Math.Cos(2 * Math.PI * Share());
        return Math.Exp((0.8 * normal) - 0.32);
    }
}
