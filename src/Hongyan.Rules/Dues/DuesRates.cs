namespace Hongyan.Rules.Dues;

/// <summary>
/// What a month costs. One rate holds for the whole base, upper limits are inclusive, half a fen and more is rounded up.
/// Source: facts §4.
/// </summary>
public static class DuesRates
{
    private static readonly (decimal UpTo, decimal Rate)[] Wages =
        [(3000m, 0.005m), (5000m, 0.01m), (10000m, 0.015m), (decimal.MaxValue, 0.02m)];

    private static readonly (decimal UpTo, decimal Rate)[] Pensions = [(5000m, 0.005m), (decimal.MaxValue, 0.01m)];

    /// <summary>The monthly dues in yuan.</summary>
    /// <param name="category">employee, annual-salary, self-employed, retired, farmer, student or jobless.</param>
    /// <param name="monthlyBase">Yuan a month; for the self-employed the average of the previous quarter; nobody else needs one.</param>
    /// <param name="farmerAmount">What the branch has set for farmers, between 0.20 and 1.00 yuan.</param>
    /// <exception cref="ArgumentException">The category is unknown, the base is negative or the farmer's amount is out of range.</exception>
    public static decimal Monthly(string category, decimal monthlyBase, decimal farmerAmount = 0.20m)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(monthlyBase);
        return category switch
        {
            "employee" or "annual-salary" or "self-employed" => Share(Wages, monthlyBase),
            "retired" => Share(Pensions, monthlyBase),
            "student" or "jobless" => 0.20m,
            "farmer" when farmerAmount is >= 0.20m and <= 1.00m => farmerAmount,
            "farmer" => throw new ArgumentException("A farmer's dues lie between 0.20 and 1.00 yuan a month.", nameof(farmerAmount)),
            _ => throw new ArgumentException($"There is no category “{category}”.", nameof(category)),
        };
    }

    private static decimal Share((decimal UpTo, decimal Rate)[] table, decimal monthlyBase) =>
        Math.Round(monthlyBase * table.First(band => monthlyBase <= band.UpTo).Rate, 2, MidpointRounding.AwayFromZero);
}
