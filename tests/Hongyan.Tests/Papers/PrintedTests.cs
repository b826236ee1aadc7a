using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace Hongyan.Tests.Papers;

[Trait("part", "night")]
public sealed class PrintedTests : IClassFixture<Printed>
{
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["ledger-basic"] = ["测试县委组织部流动党员个人基本信息台账", PaperInstallation.Full, PaperInstallation.Number, "汉族", "2012-07-01", "江苏省云岭县"],
        ["ledger-flow"] = [PaperInstallation.Full, "云图软件", "王建国", "陈社区", "2026-01-10", "LD20260001", "已编入"],
        ["ledger-inflow"] = [PaperInstallation.Full, "测试社区党支部", "测试村党支部", "0990-1010001"],
        ["dispatch-register"] = ["发文登记簿"],
        ["issue-register"] = [PaperInstallation.Full, "LD20260001", "2026-01-05", "2026-01-06", "务工"],
        ["contact-book"] = ["春节问候", "走访", "节日慰问"],
        ["national-entry"] = ["全国系统待录入名单", "流出", PaperInstallation.Full, PaperInstallation.Number, "上海市浦东新区张江镇"],
        ["attendance"] = ["02-20", "03-20", "√"],
        ["dues-register"] = ["25.50", "76.50", "SJ0001", "流入地"],
        ["roster-outflow"] = ["花名册（流出）", PaperInstallation.Full, PaperInstallation.Number, "上海市浦东新区张江镇"],
        ["roster-inflow"] = ["花名册（流入）", PaperInstallation.Full, "测试社区党支部"],
        ["roster-members"] = [PaperInstallation.Probationary, "预备党员", "本科"],
        ["organizations"] = ["001.002.001", "测试社区党支部", "基层党委"],
        ["form-basic"] = ["流动党员个人基本信息登记表", PaperInstallation.Full, PaperInstallation.Number, "1990年5月1日", "党支部书记签名"],
        ["form-flow"] = ["流动管理信息登记表", "陈社区", "春节问候", "2026-03", "流入地党组织（盖章）"],
        ["certificate-booklet"] = ["流动党员活动证", "LD20260001", "测试镇党委（盖章）", "参加组织生活：主题党日", "76.50元", "合格"],
        ["certificate-card"] = ["流动党员活动证", PaperInstallation.Full, "LD20260001", "测试镇党委"],
        ["feedback-letter"] = ["反馈函", "测试村党支部：", "主动报名社区志愿服务", "回执"],
        ["conversion-opinion"] = [PaperInstallation.Probationary, "☑同意按期转正", "预备期内表现良好", "2026年6月1日"],
        ["review-form"] = ["2026年度民主评议党员登记表", "☑合格", "完成了两项技术改进"],
        ["agreements"] = ["双向共管协议", "测试镇党委", "测试街道党工委", "生效中", "2027-12-31"],
        ["agreement-text"] = ["第一份", "第二份", "一、职责", "二、目标", "三、办法", "四、保障", "移交名册", "甲书记", "乙书记", "（盖章）", "19900000012"],
        ["agreement-minutes"] = ["双向共管协议会商纪要", "甲委员", "补报联系电话", "接收编入", "测试街道党工委于2026年5月8日确认"],
        ["refusal-slip"] = ["拒绝接收告知书"],
        ["transfer-receipt"] = ["组织关系转入回执"],
        ["reception-slip"] = ["报到回执"],
        ["transfer-letter"] = ["中共上海市浦东新区张江镇委员会", "贰零贰陆年伍月", "叁拾天", PaperInstallation.Number, "介绍信回执", "骑缝章", "传真", "0990-1010002", "邮编", "990100"],
    };

    public static TheoryData<string> Files => Printed.Files;

    [Theory]
    [MemberData(nameof(Files))]
    public void A_paper_holds_to_the_standard(string file)
    {
        using OpenXmlPackage package = file.EndsWith("docx", StringComparison.Ordinal)
            ? WordprocessingDocument.Open(Printed.PathOf(file), isEditable: false)
            : SpreadsheetDocument.Open(Printed.PathOf(file), isEditable: false);

        var errors = new OpenXmlValidator(FileFormatVersions.Office2016).Validate(package, TestContext.Current.CancellationToken);

        Assert.Empty(errors.Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_office_program_shows_what_is_kept_and_no_empty_page(string file)
    {
        var pages = Printed.TextOf(file).Split('\f')[..^1];
        var text = string.Concat(pages);

        Assert.All(Expected[Path.GetFileNameWithoutExtension(file)], expected => Assert.Contains(expected, text, StringComparison.Ordinal));
        Assert.All(pages, page => Assert.True(page.Length > 20, $"A page holds only “{page}”."));
    }

    [Theory]
    [InlineData("form-basic.docx", 1)]
    [InlineData("form-flow.docx", 1)]
    [InlineData("feedback-letter.docx", 1)]
    [InlineData("conversion-opinion.docx", 1)]
    [InlineData("review-form.docx", 1)]
    [InlineData("transfer-letter.docx", 1)]
    [InlineData("certificate-booklet.docx", 4)]
    [InlineData("certificate-card.docx", 1)]
    [InlineData("agreement-text.docx", 2)]
    [InlineData("agreement-minutes.docx", 1)]
    public void A_form_fills_its_sheets_and_no_more(string file, int sheets) =>
        Assert.Equal(sheets, Printed.TextOf(file).Count(letter => letter == '\f'));
}
