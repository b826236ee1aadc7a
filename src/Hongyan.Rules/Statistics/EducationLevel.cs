namespace Hongyan.Rules.Statistics;

/// <summary>The levels of education in the order in which an office lists them: the highest first.</summary>
internal static class EducationLevel
{
    private static readonly (int Rank, string[] Words)[] Levels =
    [
        (1, ["博士"]), (2, ["硕士", "研究生"]), (5, ["中专", "中等", "中技", "中师", "技校", "职高", "职业高中", "高中"]), (4, ["大专", "专科", "高职"]),
        (3, ["本科", "大学", "学士"]), (6, ["初中"]), (7, ["小学"]), (8, ["文盲"]),
    ];

    /// <summary>The rank of a roster's word, 1 for a doctorate; what is unknown to the list comes last.</summary>
    public static int RankOf(string education) =>
        education == Situation.Unknown ? int.MaxValue
        : Array.Find(Levels, level => level.Words.Any(word => education.Contains(word, StringComparison.Ordinal))) is { Rank: > 0 } found ? found.Rank
        : int.MaxValue - 1;
}
