namespace Hongyan.Rules.Statistics;

/// <summary>The levels of education in the order in which an office lists them: the highest first.</summary>
internal static class EducationLevel
{
    private static readonly (int Rank, string Name, string[] Words)[] Levels =
    [
        (1, "博士", ["博士"]), (2, "研究生", ["硕士", "研究生"]), (5, "高中", ["职高", "职业高中", "高中"]), (5, "中专", ["中专", "中等", "中技", "中师", "技校"]),
        (4, "大专", ["大专", "专科", "高职"]), (3, "本科", ["本科", "大学", "学士"]), (6, "初中", ["初中"]), (7, "小学", ["小学"]), (8, "文盲", ["文盲"]),
    ];

    /// <summary>One word for a level, however rosters write it: 大学本科 is 本科. What is unknown to the list keeps its word.</summary>
    public static string NameOf(string education) => Find(education).Name ?? education.Trim();

    /// <summary>The rank of a roster's word, 1 for a doctorate; what is unknown to the list comes last.</summary>
    public static int RankOf(string education) =>
        education == Situation.Unknown ? int.MaxValue
        : Find(education) is { Rank: > 0 } found ? found.Rank
        : int.MaxValue - 1;

    private static (int Rank, string Name, string[] Words) Find(string education) =>
        Array.Find(Levels, level => level.Words.Any(word => education.Contains(word, StringComparison.Ordinal)));
}
