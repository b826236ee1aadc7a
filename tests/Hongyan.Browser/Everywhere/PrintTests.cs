using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Hongyan.Browser.Everywhere;

/// <summary>What comes out of the printer when a list is printed from the browser.</summary>
public sealed partial class PrintTests(DemoInstallation installation)
{
    private static readonly string Folder =
        Directory.CreateDirectory(Path.Combine(Hongyan.Tests.TestCluster.RepositoryRoot, "TestResults", "printed")).FullName;

    [Theory]
    [InlineData(DemoInstallation.Department, "/Papers/ledger-flow")]
    [InlineData(DemoInstallation.Department, "/Papers/ledger-basic")]
    [InlineData(DemoInstallation.Department, "/Papers/roster-outflow")]
    [InlineData(DemoInstallation.Department, "/Papers/dues-register")]
    [InlineData(DemoInstallation.Department, "/Papers/contact-book")]
    [InlineData(DemoInstallation.Home, "/Papers/ledger-flow")]
    [InlineData(DemoInstallation.Department, "/Lists/outflow")]
    [InlineData(DemoInstallation.Home, "/Dues")]
    [InlineData(DemoInstallation.Home, "/Worklist")]
    public async Task A_printed_list_has_no_empty_page_numbers_its_pages_and_breaks_no_day_or_telephone(string who, string address)
    {
        await using var visit = await installation.VisitAsync(who, Look.Desk);
        await visit.Page.GotoAsync(address);
        var file = Path.Combine(Folder, (who + address).Replace('/', '-') + ".pdf");
        await visit.Page.PdfAsync(new() { Path = file, PreferCSSPageSize = true });
        var pages = (await TextAsync(file)).Split('\f')[..^1];
        for (var page = 0; page < pages.Length; page++)
        {
            Assert.Contains($"—{page + 1}/{pages.Length}—", string.Concat(pages[page].Where(letter => !char.IsWhiteSpace(letter))), StringComparison.Ordinal);
            Assert.True(pages[page].Count(letter => !char.IsWhiteSpace(letter)) > 25, $"{file}: page {page + 1} is empty.");
        }
        Assert.Empty(pages.SelectMany(page => Broken().Matches(page).Select(match => match.Value)));
    }

    [Theory]
    [InlineData(DemoInstallation.Department, "/Lists/outflow")]
    [InlineData(DemoInstallation.Home, "/Dues")]
    public async Task A_wide_list_lies_on_A4_with_its_sum_once_and_says_which_page_of_it_is_printed(string who, string address)
    {
        await using var visit = await installation.VisitAsync(who, Look.Desk);
        await visit.Page.GotoAsync(address);
        var file = Path.Combine(Folder, (who + address).Replace('/', '-') + "-lying.pdf");
        await visit.Page.PdfAsync(new() { Path = file, PreferCSSPageSize = true });
        Assert.Matches(@"Page size:\s+841\.\d+ x 59[45]\.\d+ pts", await TextAsync("pdfinfo", file));
        var text = string.Concat((await TextAsync(file)).Where(letter => !char.IsWhiteSpace(letter)));
        Assert.Equal(address == "/Dues" ? 1 : 0, Regex.Count(text, "合计"));
        Assert.Equal(await visit.Page.Locator(".pagination").CountAsync() > 0, text.Contains("第1页", StringComparison.Ordinal));
    }

    private static Task<string> TextAsync(string pdf) => TextAsync("pdftotext", "-layout", pdf, "-");

    private static async Task<string> TextAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text;
    }

    /// <summary>The first half of a day or of a telephone at the end of what stands in a cell.</summary>
    [GeneratedRegex(@"(?<![\w-])(?:20\d\d-(?:\d\d-?)?|199\d{2,7})(?=\s{2,}|\s*$)", RegexOptions.Multiline)]
    private static partial Regex Broken();
}
