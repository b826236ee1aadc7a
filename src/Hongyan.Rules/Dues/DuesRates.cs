namespace Hongyan.Rules.Dues;

/// <summary>
/// What a month costs. One rate holds for the whole base, upper limits are inclusive, half a fen and more is rounded up.
/// Source: facts §4.
/// </summary>
public static class DuesRates
{
    public const decimal FarmerLeast = 0.20m;
    public const decimal FarmerMost = 1.00m;

    /// <summary>What students and those without pay give a month.</summary>
    public const decimal Token = 0.20m;

    /// <summary>A month normally costs no more than this. Source: facts §4, the notice of 2017.</summary>
    public const decimal UsualMost = 1000m;

    private static readonly DuesBand[] Wages =
        [new(3000m, 0.005m), new(5000m, 0.01m), new(10000m, 0.015m), new(null, 0.02m)];

    private static readonly DuesBand[] Pensions = [new(5000m, 0.005m), new(null, 0.01m)];

    /// <summary>The category of whom nobody has said it: nothing is reckoned by it.</summary>
    public const string Unsaid = "unknown";

    public static IReadOnlyList<string> Categories { get; } =
        ["employee", "annual-salary", "self-employed", "retired", "farmer", "student", "jobless"];

    /// <summary>The table by which a category is reckoned, from below; empty where no base is asked.</summary>
    public static IReadOnlyList<DuesBand> BandsOf(string category) => category switch
    {
        "employee" or "annual-salary" or "self-employed" => Wages,
        "retired" => Pensions,
        _ => [],
    };

    /// <summary>The one amount of a category that has no choice and no base; nothing for the others.</summary>
    public static decimal? FixedFor(string category) => category is "student" or "jobless" ? Token : null;

    /// <summary>The monthly dues in yuan.</summary>
    /// <param name="category">employee, annual-salary, self-employed, retired, farmer, student or jobless.</param>
    /// <param name="monthlyBase">Yuan a month; for the self-employed the average of the previous quarter; nobody else needs one.</param>
    /// <param name="farmerAmount">What the branch has set for farmers, between 0.20 and 1.00 yuan.</param>
    /// <exception cref="ArgumentException">The category is unknown, the base is negative or the farmer's amount is out of range.</exception>
    public static decimal Monthly(string category, decimal monthlyBase, decimal farmerAmount = FarmerLeast)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(monthlyBase);
        return category switch
        {
            "employee" or "annual-salary" or "self-employed" => Share(Wages, monthlyBase),
            "retired" => Share(Pensions, monthlyBase),
            "student" or "jobless" => Token,
            "farmer" when farmerAmount is >= FarmerLeast and <= FarmerMost => farmerAmount,
            "farmer" => throw new ArgumentException("A farmer's dues lie between 0.20 and 1.00 yuan a month.", nameof(farmerAmount)),
            _ => throw new ArgumentException($"There is no category “{category}”.", nameof(category)),
        };
    }

    private static decimal Share(DuesBand[] table, decimal monthlyBase) =>
        Math.Round(monthlyBase * table.First(band => band.Holds(monthlyBase)).Rate, 2, MidpointRounding.AwayFromZero);
}
