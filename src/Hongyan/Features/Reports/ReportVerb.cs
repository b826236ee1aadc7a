using System.CommandLine;
using System.Globalization;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reports;

/// <summary>`report situation`: the situation report of an organisation on a day.</summary>
internal static class ReportVerb
{
    private const int ProgressEvery = 10_000;
    private static readonly Option<string?> On = new("--on") { Description = "日期，如 2026-11-20，默认今天 / the day, today unless said" };
    private static readonly Option<string?> Org = new("--org") { Description = "党组织编码，如 001.004 / code of the organisation" };
    private static readonly Option<string?> Out = new("--out") { Description = "写入 .docx 文件 / writes a .docx file" };
    private static readonly Option<bool> Json = new("--json") { Description = "以 JSON 输出数字 / prints the figures as JSON" };
    private static readonly Option<bool> WholePercent = new("--whole-percent") { Description = "百分比取整 / whole percentages" };
    private static readonly Option<bool> English = new("--english") { Description = "报告用英文 / the report in English" };

    public static Command Create()
    {
        var situation = new Command("situation", "流动党员情况报告 / situation report") { On, Org, Out, Json, WholePercent, English };
        situation.SetAction(async (arguments, cancellation) => await WriteAsync(arguments, cancellation));
        return new Command("report", "报告 / reports") { situation };
    }

    private static async Task<int> WriteAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var org = arguments.GetValue(Org) ?? throw new UserError("请用 --org 指明党组织编码。 / Say which organisation with --org.");
        var day = ReportDay.Read(arguments.GetValue(On));
        var file = DocxFile(arguments.GetValue(Out));
        await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
        await using var db = installation.OpenDb();
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        var today = ChinaDate.Today(installation.Clock);
        if (day > today)
            throw new UserError($"报告日期不能晚于今天（{today:yyyy-MM-dd}）。 / The day of a report cannot be later than today ({today:yyyy-MM-dd}).");
        var report = await ReportAsync(installation, db, day ?? today, org, cancellation)
            ?? throw new UserError($"没有编码为 {org} 的党组织。 / There is no organisation {org}.");

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(arguments.GetValue(English) ? "en" : "zh-CN");
        var document = SituationDocument.Of(report, arguments.GetValue(WholePercent));
        if (file is not null) await WholeFile.WriteAsync(file, DocxWriter.Write(document), cancellation);
        if (arguments.GetValue(Json))
            Console.WriteLine(SituationJson.Write(report.Figures, report.Traffic));
        else if (file is null)
            Console.Write(PlainText.Write(document));
        else
            Console.WriteLine(file);
        return 0;
    }

    /// <summary>All of it, however many people there are: a few hundred are held at a time.</summary>
    private static async Task<SituationReport?> ReportAsync(Installation installation, HongyanDb db, DateOnly day, string org, CancellationToken cancellation)
    {
        if (await new SituationQuery(db).AsOfAsync(day, org, cancellation) is not { } situation)
            return null;
        var keys = await new Headcount(db, day, org).AllAsync(cancellation);
        var told = 0;
        var problems = await new ProblemReportBuilder(db, new RecordServices(installation, db).Policies, installation.Policy, day, org)
            .BuildAsync(keys, TakeAsync, cancellation);
        return new SituationReport(situation.Organization, situation.Figures, problems, ToldAt: null)
        {
            Regions = installation.Policy.Regions, Traffic = await new TrafficQuery(db).AsOfAsync(day, org, cancellation),
        };

        Task TakeAsync(IReadOnlyList<FoundProblem> found, int done)
        {
            if (done >= told + ProgressEvery)
                Console.Error.WriteLine($"已核对外出 {told = done:N0} / {keys.Count:N0} 次。 / {told:N0} of {keys.Count:N0} stays told.");
            return Task.CompletedTask;
        }
    }

    private static string? DocxFile(string? path)
    {
        if (path is null) return null;
        if (!path.EndsWith(".docx", StringComparison.OrdinalIgnoreCase))
            throw new UserError("--out 的文件名应以 .docx 结尾。 / The file of --out must end in .docx.");
        return Path.GetFullPath(path);
    }
}
