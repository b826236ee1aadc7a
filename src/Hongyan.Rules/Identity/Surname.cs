namespace Hongyan.Rules.Identity;

/// <summary>A name as paper that goes through many hands shows it: the surname and 某.</summary>
public static class Surname
{
    // the double surnames that are in use; of any other name the first character is taken
    private static readonly HashSet<string> Double =
    [
        "欧阳", "上官", "司马", "诸葛", "司徒", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文", "长孙", "轩辕", "端木", "百里", "呼延", "南宫", "独孤", "夏侯", "申屠", "公羊", "赫连",
        "澹台", "濮阳", "淳于", "单于", "太史", "钟离", "闻人", "西门", "第五", "乐正", "拓跋", "万俟",
    ];

    public static string Covered(string name) => name.Length == 0 ? "" : (name.Length > 2 && Double.Contains(name[..2]) ? name[..2] : name[..1]) + "某";
}
