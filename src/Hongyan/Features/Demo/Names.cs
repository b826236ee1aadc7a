namespace Hongyan.Features.Demo;

/// <summary>Common surnames and given names, put together by chance.</summary>
internal static class Names
{
    private static readonly string[] Surnames =
    [
        "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁", "宋", "郑", "谢",
        "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛",
        "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪", "田", "任", "姜", "欧阳", "诸葛",
    ];

    private static readonly string[] OfMen =
    [
        "建国", "志强", "伟", "军", "勇", "国平", "文斌", "海涛", "永康", "大鹏", "春生", "学农", "立新", "长河", "明远", "守信", "浩然", "子轩", "宇航", "一鸣",
        "家豪", "振华", "德福", "庆丰", "光耀", "思源", "小龙", "铁成", "玉柱", "向东", "晓峰", "俊杰", "天佑", "景行", "存义", "怀瑾",
    ];

    private static readonly string[] OfWomen =
    [
        "秀英", "桂兰", "丽", "敏", "静", "玉梅", "春燕", "晓霞", "雪莲", "巧云", "海燕", "文静", "佳怡", "欣然", "雨桐", "思琪", "若溪", "美玲", "翠萍", "素芬",
        "红霞", "小娟", "慧敏", "月华", "安琪", "锦绣", "采薇", "念慈", "知夏", "亦舒",
    ];

    public static string For(Random random, bool man) => random.OneOf(Surnames) + random.OneOf(man ? OfMen : OfWomen);
}
