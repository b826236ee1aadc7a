using System.Diagnostics;
using System.Globalization;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Hongyan.Documents;
using Hongyan.Features.Reports;

namespace Hongyan.Tests.Reports;

public sealed class DocxTests(Sampled sampled) : IClassFixture<Sampled>
{
    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task The_file_holds_to_the_standard(string language)
    {
        using var stream = new MemoryStream(await WriteAsync(language, Sampled.Day));
        using var file = WordprocessingDocument.Open(stream, isEditable: false);

        var errors = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2016).Validate(file, TestContext.Current.CancellationToken);

        Assert.Empty(errors.Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    [Trait("part", "night")]
    public async Task An_office_program_opens_the_file_and_reads_the_figures()
    {
        var text = await ReadByOfficeAsync(await WriteAsync("zh-CN", Sampled.Day));
        var words = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

        Assert.Contains("流动党员情况报告", text, StringComparison.Ordinal);
        Assert.Contains("0.91%", text, StringComparison.Ordinal);
        Assert.Contains("本科2名，高中4名", words, StringComparison.Ordinal);
        Assert.Contains("—1—", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_breakdown_has_a_chart_with_the_figures_of_the_table()
    {
        using var file = WordprocessingDocument.Open(new MemoryStream(await WriteAsync("zh-CN", Sampled.Day)), isEditable: false);
        var charts = file.MainDocumentPart!.ChartParts.Select(part => part.ChartSpace!.InnerText).ToList();
        Assert.Equal(5, charts.Count);
        Assert.Single(charts,
            text =>
                text.Contains("学历", StringComparison.Ordinal) && text.Contains("本科", StringComparison.Ordinal)
                    && text.Contains("高中", StringComparison.Ordinal));
        var text = await ReadByOfficeAsync(await WriteAsync("zh-CN", Sampled.Day));
        foreach (var title in new[] { "性别", "年龄", "学历", "流向", "时间" })
            Assert.Contains(title, text.Split('\n').Select(line => line.Trim()));
    }

    [Fact]
    public void Characters_that_no_file_may_hold_are_left_out()
    {
        var content = DocxWriter.Write(new Document("zh", "甲\u0001乙𠮷", Subtitle: null, [new Paragraph("丙\uD800丁")]));

        using var file = WordprocessingDocument.Open(new MemoryStream(content), isEditable: false);
        Assert.Equal("甲乙𠮷丙丁", file.MainDocumentPart!.Document.Body!.InnerText);
    }

    private async Task<byte[]> WriteAsync(string language, DateOnly day)
    {
        var report = await sampled.ReportAsync(day);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        return DocxWriter.Write(SituationDocument.Of(report, wholePercent: false));
    }

    private static async Task<string> ReadByOfficeAsync(byte[] content)
    {
        var directory = Directory.CreateTempSubdirectory("hongyan-docx-").FullName;
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(directory, "report.docx"), content, TestContext.Current.CancellationToken);
            await RunAsync("soffice", $"-env:UserInstallation=file://{directory}/profile", "--headless", "--convert-to", "pdf", "--outdir", directory,
                Path.Combine(directory, "report.docx"));
            await RunAsync("pdftotext", Path.Combine(directory, "report.pdf"), Path.Combine(directory, "report.txt"));
            return await File.ReadAllTextAsync(Path.Combine(directory, "report.txt"), TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program}: {await output}{await errors}");
    }
}
