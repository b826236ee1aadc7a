namespace Hongyan.Features.Scale;

/// <summary>What is to be generated; the same order on the same day makes the same population.</summary>
internal sealed record Order(int Members, int Sojourns, int Years, long Seed, DateOnly Today)
{
    /// <summary>How many stays the member of a number has: on the whole as many as ordered, some twice, some never.</summary>
    public int StaysOf(int member)
    {
        var even = Even(member);
        var pair = member / 2 * 2;
        if (pair + 1 >= Members || !new SeededRandom(Seed, (int)Purpose.Pair, pair).Chance(0.25) || Even(pair) == 0 || Even(pair + 1) == 0)
            return even;
        return member == pair ? even + 1 : even - 1;
    }

    private int Even(int member) => (int)(((member + 1L) * Sojourns / Members) - ((long)member * Sojourns / Members));
}

/// <summary>What chance is asked for.</summary>
internal enum Purpose
{
    Organizations,
    Pair,
    Person,
    Sojourns,
    Branch,
    Ids,
}
