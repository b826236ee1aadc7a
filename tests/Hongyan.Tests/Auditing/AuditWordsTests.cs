using System.Text.RegularExpressions;
using Hongyan.Features.Auditing;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Auditing;

public sealed partial class AuditWordsTests
{
    private static readonly string Source = Path.Combine(TestCluster.RepositoryRoot, "src", "Hongyan");

    [Fact]
    public void Every_act_that_the_code_writes_has_a_text()
    {
        var acts = Texts()
            .SelectMany(text => Noted().Matches(text).Select(match => match.Groups["act"].Value))
            .Concat(SojournRecords.Book.Types.Select(type => type.Name))
            .Distinct()
            .ToList();
        Assert.True(acts.Count > 100);
        Assert.DoesNotContain(acts, act => TextBook.Whole.Find("Auditing", "act." + act) is null && TextBook.Whole.Find("Records", "record." + act) is null
            && !AuditLine.OfFeatures.ContainsKey(act));
    }

    [Fact]
    public void Every_detail_that_the_code_notes_has_a_label()
    {
        var names = Texts().SelectMany(text => Details().Matches(text)).SelectMany(match => match.Groups["members"].Value.Split(','))
            .Select(member => member.Split('=')[0].Split('.')[^1].Trim()).Where(name => name.Length > 0 && name.All(char.IsAsciiLetter))
            .Select(name => char.ToLowerInvariant(name[0]) + name[1..]).Distinct().ToList();
        Assert.True(names.Count > 30);
        Assert.DoesNotContain(names, name => TextBook.Whole.Find("Auditing", "detail." + name) is null);
    }

    [Fact]
    public async Task The_log_reads_as_sentences_and_names_people_and_organisations()
    {
        await using var village = await Village.NewAsync(alone: true);
        using (var security = await village.Installation.SignInAsync(Roles.Security))
        {
            var form = await security.GetAsync("/Account/New");
            await security.PostAsync(form, "main form", ("UserName", "zhangsan"), ("DisplayName", "张三"), ("Role", "secretary"), ("OrgPath", Village.Home));
        }
        using var auditor = await village.Installation.SignInAsync(Roles.Audit);
        var row = Assert.Single((await auditor.GetAsync("/Audit?act=account-created")).QuerySelectorAll("#list tbody tr")).TextContent;
        Assert.Contains("张三", row, StringComparison.Ordinal);
        Assert.Contains("支部书记", row, StringComparison.Ordinal);
        Assert.Contains("测试村党支部", row, StringComparison.Ordinal);
        Assert.DoesNotContain("{", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_and_ways_in_are_words_and_no_two_acts_are_called_alike()
    {
        await using var village = await Village.NewAsync(alone: true);
        await using (var db = village.Installation.Db())
        {
            var audit = new Audit(db, new Actor(principal: null));
            await new SecondFactorRule(db, audit).SetAsync(["clerk", "department"], reason: null, TestContext.Current.CancellationToken);
            audit.Note("signed-in", details: new { How = "invitation" });
            audit.Note("refused", "/Account", new { StatusCode = 403 }); // as a refused request once was called
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        using var auditor = await village.Installation.SignInAsync(Roles.Audit);
        async Task<string> RowsAsync(string act) =>
            string.Concat((await auditor.GetAsync("/Audit?from=2026-01-01&to=2099-01-01&act=" + act))
                .QuerySelectorAll("#list tbody tr")
                .Select(row => row.TextContent));
        Assert.Contains("修改后：党委组织委员、组织部", await RowsAsync("second-factor-rule"), StringComparison.Ordinal);
        Assert.Contains("登录方式：开通链接", await RowsAsync("signed-in"), StringComparison.Ordinal);
        Assert.Contains("被拒绝的请求", await RowsAsync("request-refused"), StringComparison.Ordinal);
        Assert.Empty(await RowsAsync("refused"));
        var offered = (await auditor.GetAsync("/Audit")).QuerySelectorAll("#act option").Select(option => option.TextContent).ToList();
        Assert.Equal(offered.Distinct(), offered);
    }

    private static IEnumerable<string> Texts() => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)).Select(File.ReadAllText);

    [GeneratedRegex(
        """(?:udit\.Note|inviting\.Note|LookAsync|NoteAsync\(installation,)\(?\s*"(?<act>[a-z-]+)"|Act => "(?<act>[a-z-]+)"|Failure = "(?<act>[a-z-]+)" """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Noted();

    [GeneratedRegex("""(?:\.Note|LookAsync|NoteAsync)\([^;]*?new \{ (?<members>[^{}]*) \}""")]
    private static partial Regex Details();
}
