namespace Hongyan.Features.Import.Values;

/// <summary>The words of rosters that mean something to the program. Others are kept as they stand.</summary>
internal static class KnownWords
{
    private static readonly string[] Education =
    [
        "博士", "硕士", "研究生", "本科", "大学", "学士", "大专", "专科", "中专", "中技", "技校", "职高", "职业高中", "高中", "初中", "小学", "文盲", "半文盲", "其他", "其它",
    ];

    private static readonly string[] Reasons =
    [
        "务工", "打工", "经商", "创业", "就业", "工作", "求学", "上学", "就学", "就读", "学习", "培训", "陪读", "探亲", "投亲", "随迁", "随子女", "照顾", "带孩子", "养老", "居住", "就医",
        "看病", "待业", "求职", "出国", "挂职", "驻外", "其他", "其它",
    ];

    private static readonly (string Category, string[] Words)[] Posts =
    [
        ("retired", ["退休", "离休", "退职"]),
        ("student", ["学生"]),
        ("jobless", ["未就业", "失业", "无业", "待业", "下岗"]),
        ("self-employed", ["个体", "自由职业"]),
        ("farmer", ["农牧渔民", "农民", "牧民", "渔民", "务农"]),
    ];

    private static readonly Dictionary<string, string> Written = new()
    {
        ["employee"] = "在岗职工",
        ["retired"] = "离退休人员",
        ["student"] = "学生",
        ["jobless"] = "未就业人员",
        ["self-employed"] = "个体劳动者",
        ["farmer"] = "农牧渔民",
    };

    // nan, NaT, None and NULL are how programs write a blank.
    private static readonly HashSet<string> Blanks = new(StringComparer.OrdinalIgnoreCase)
    {
        "无", "暂无", "没有", "空", "未填", "不详", "未知", "不清楚", "保密", "nan", "nat", "none", "null", "nil", "n/a", "na", "<na>", "<null>", "(null)", "undefined",
    };

    private static readonly HashSet<string> NotYetWords =
    [
        "未返回", "尚未返回", "暂未返回", "未返", "未归", "未回", "未返乡", "没回", "至今", "今", "在外", "仍在外", "目前在外", "外出中", "流动中", "长期", "长期在外", "待定", "未定", "不定",
        "未转正", "尚未转正", "暂未转正", "未延长", "预备期", "预备期内",
    ];

    /// <summary>Whether a text only fills a cell that has nothing to say: 无, —, /, nan.</summary>
    public static bool IsBlank(string text) =>
        text.Length < 12
            && (Blanks.Contains(text)
                || !text.Any(character => char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character is '√' or '✓' or '✔'));

    /// <summary>Whether a text says that the end of something has not come: 未返回, 至今, 未转正.</summary>
    public static bool IsNotYet(string text) => NotYetWords.Contains(text);

    public static bool IsEducation(string text) => Education.Any(text.Contains);

    public static bool IsReason(string text) => Reasons.Any(text.Contains);

    /// <summary>male, female, or null. Codes are those of GB/T 2261.1.</summary>
    public static string? Sex(string text) => text switch
    {
        "男" or "男性" or "1" or "M" or "m" => "male",
        "女" or "女性" or "2" or "F" or "f" => "female",
        _ => null,
    };

    /// <summary>The category for dues behind a post; whoever has a post that says nothing is taken for an employee.</summary>
    public static string Category(string post) => CategoryIn(post) ?? "employee";

    /// <summary>The category that a text names, or null.</summary>
    public static string? CategoryIn(string text) => Array.Find(Posts, line => line.Words.Any(text.Contains)).Category;

    /// <summary>A post that is read as this category again; null when there is none.</summary>
    public static string? PostOf(string category) => Written.GetValueOrDefault(category);

    /// <summary>A migrant worker is a farmer by registration and an employee by income; null where neither post nor column says it.</summary>
    public static bool? IsRural(string post, string? migrantWorker) =>
        migrantWorker == "是" || CategoryIn(post) == "farmer" || post.Contains("农民工", StringComparison.Ordinal) ? true
        : migrantWorker is null ? null : false;

    public static bool IsProbationary(string status) => status.Contains("预备", StringComparison.Ordinal);

    /// <summary>The kind of organisation, or null. A general branch has branches below it and is run like a committee.</summary>
    public static string? OrganizationKind(string text) => text switch
    {
        _ when text.Contains("流动党员", StringComparison.Ordinal) => "floating-organization",
        _ when text.Contains("总支", StringComparison.Ordinal) => "committee",
        _ when text.EndsWith("支部", StringComparison.Ordinal) || text is "branch" => "branch",
        "县委" or "市委" or "区委" or "省委" or "州委" or "旗委" => "organization-department",
        _ when text.Contains("组织部", StringComparison.Ordinal) => "organization-department",
        _ when text.Contains("党委", StringComparison.Ordinal) || text.Contains("工委", StringComparison.Ordinal)
            || text.Contains("党组", StringComparison.Ordinal) => "committee",
        _ => null,
    };
}
