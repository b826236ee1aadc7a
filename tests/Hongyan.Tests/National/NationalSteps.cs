using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Hongyan.Data;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.National;

/// <summary>Steps that tests of the comparison with the national system share.</summary>
internal static class NationalSteps
{
    public const string Headings = "姓名,身份证号码,出生日期,外出时间,流入地,流出地党组织,流入地党组织,活动证号,流动状态,返回时间,登记编号";

    /// <summary>A row of a member of the village's branch who was born when all of them are.</summary>
    public static string Row(
        string name, string departed = "2026-01-05", string place = "上海市", string host = "", string certificate = "", string state = "流动中",
        string returned = "", string number = "", string id = "", string born = "1990-05-01", string home = "中共测试镇测试村党支部委员会") =>
        string.Join(',', name, id, born, departed, place, home, host, certificate, state, returned, number);

    public static byte[] Csv(params IEnumerable<string> rows) => Encoding.UTF8.GetBytes(string.Join("\r\n", rows.Prepend(Headings)));

    /// <summary>Sends a file on the page; what comes back is the comparison, or the page with what is wrong.</summary>
    public static async Task<IHtmlDocument> CompareAsync(
        this TestBrowser browser, byte[] file, bool whole = true, string side = "outflow", string? org = null, string name = "流出.csv")
    {
        var page = await browser.GetAsync("/National");
        List<(string, string)> values = [("Side", side)];
        if (whole)
            values.Add(("Whole", "true"));
        if (org is not null)
            values.Add(("Org", org));
        return await browser.UploadAsync(page, "#upload", "Upload", name, file, [.. values]);
    }

    /// <summary>The figures of a comparison by their labels.</summary>
    public static Dictionary<string, int> Counts(IHtmlDocument page) => page.QuerySelectorAll("#counts > div").ToDictionary(
        one => one.QuerySelector("dt")!.TextContent, one => int.Parse(one.QuerySelector("dd")!.TextContent, System.Globalization.CultureInfo.InvariantCulture));

    public static string[] Names(IHtmlDocument page) =>
        [.. page.QuerySelectorAll("form[data-choose] tbody th")
            .Select(one => (one.QuerySelector("a") ?? one.QuerySelector(".chosen > span"))!.TextContent.Trim().Split(' ')[0])];

    /// <summary>Ticks the lines of these people, or all that are shown, and presses a button; the page that asks comes back.</summary>
    public static async Task<IHtmlDocument> TickAsync(this TestBrowser browser, IHtmlDocument page, string act, params string[] names)
    {
        var boxes = page.QuerySelectorAll("form[data-choose] tbody tr")
            .Where(row => names.Length == 0 || names.Any(name => row.QuerySelector("th")!.TextContent.Contains(name, StringComparison.Ordinal)))
            .Select(row => ("Line", row.QuerySelector<IHtmlInputElement>("input[name=Line]")!.Value));
        return await browser.PostAsync(page, "form[data-choose]", [("Act", act), .. boxes]);
    }

    public static Task<IHtmlDocument> ConfirmAsync(this TestBrowser browser, IHtmlDocument page, params (string, string)[] values) =>
        browser.PostAsync(page, "main .card form[method=post]", values);

    /// <summary>Compares a file and takes theirs of all that differs.</summary>
    public static async Task TakeAsync(this TestBrowser browser, byte[] file, string side = "outflow")
    {
        var asked = await browser.TickAsync(await browser.CompareAsync(file, side: side), "taken");
        Assert.Null(asked.QuerySelector("#refused"));
        await browser.ConfirmAsync(asked);
    }

    public static async Task<T> OnlyAsync<T>(this Village village, Sojourn stay)
        where T : Hongyan.Rules.Sojourns.SojournEvent, Hongyan.Rules.Engine.IRecord =>
        (T)Hongyan.Rules.Sojourns.EventJson.Read(Assert.Single(await village.RecordsAsync(stay, T.Type.Name)).Data);
}
