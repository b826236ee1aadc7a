using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Reports;
using Hongyan.Platform;
using Hongyan.Rules.National;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>
/// `compare FILE --kind national-flow`: the comparison from the command line, kept for whoever decides on its lines. 0: all rows read, 3: some cannot be
/// read, 2: the file is refused. It writes no record.
/// </summary>
internal static class CompareVerb
{
    private const int SomeUnread = 3;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true,
    };

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = ".xlsx, .xls 或 .csv" };
        var kind = new Option<string>("--kind") { Required = true, Description = ImportKind.National };
        kind.AcceptOnlyFromAmong(ImportKind.National);
        var org = new Option<string>("--of") { Required = true, Description = "党组织编码，如 001.004 / code of the organisation" };
        var on = new Option<string?>("--on") { Description = "比对日期，默认今天 / the day, today unless said" };
        var side = new Option<string>("--side")
        {
            Description = "流动方向，默认 outflow / direction, outflow unless said", DefaultValueFactory = _ => NationalLayout.Outflow,
        };
        side.AcceptOnlyFromAmong(NationalLayout.Outflow, NationalLayout.Inflow);
        var whole = new Option<bool>("--whole") { Description = "文件包含该党组织全部流动党员 / the file holds all of the organisation" };
        var dryRun = new Option<bool>("--dry-run") { Description = "只比对，不保存 / compare only" };
        var json = new Option<bool>("--json") { Description = "以 JSON 输出 / print JSON" };
        var command = new Command("compare", "与全国系统导出的文件比对 / compare with a file of the national system")
        {
            file, kind, org, on, side, whole, dryRun, json,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var path = arguments.GetValue(file)!;
            if (!File.Exists(path))
                throw new UserError(ImportWords.Say("refused.missing", path));
            var order = new Order(arguments.GetValue(org)!, ReportDay.Read(arguments.GetValue(on)), arguments.GetValue(side)!, arguments.GetValue(whole),
                !arguments.GetValue(dryRun), arguments.GetValue(json));
            await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
            return await RunAsync(installation, path, order, Console.Out, cancellation);
        });
        return command;
    }

    internal static async Task<int> RunAsync(Installation installation, string path, Order order, TextWriter output, CancellationToken cancellation)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var (actor, today) = (new Actor(principal: null), ChinaDate.Today(installation.Clock));
        if (order.On > today)
            throw new UserError($"比对日期不能晚于今天（{today:yyyy-MM-dd}）。 / The day cannot be later than today ({today:yyyy-MM-dd}).");
        var organization = await db.Organizations.AsNoTracking().FirstOrDefaultAsync(one => one.Path == order.Org, cancellation)
            ?? throw new UserError($"没有编码为 {order.Org} 的党组织。 / There is no organisation {order.Org}.");
        var comparing = new Comparing(db, installation.Policy, installation.Secrets, new Audit(db, actor), actor, installation.Clock);
        try
        {
            var asked = new CompareOrder(organization, order.Side, order.On ?? today, order.IsWhole, Path.GetFileName(path));
            var compared = await comparing.CompareAsync(await File.ReadAllBytesAsync(path, cancellation), asked, cancellation);
            if (order.Saves)
            {
                await comparing.SaveAsync(compared, cancellation);
                await transaction.CommitAsync(cancellation);
            }
            if (order.Json)
                await output.WriteLineAsync(JsonSerializer.Serialize(Told(compared, order.Saves), Options));
            else
                await PrintAsync(output, compared, order.Saves);
            return compared.Counts.Wrong > 0 ? SomeUnread : 0;
        }
        catch (UnreadableFile refusal)
        {
            throw new UserError(ImportWords.Of(refusal));
        }
    }

    private static object Told(Compared compared, bool saved) => new
    {
        compared.Comparison.Id, Org = compared.Comparison.OrgPath, compared.Comparison.Side, On = compared.Comparison.OnDate, compared.Comparison.IsWhole,
        Saved = saved, compared.Counts,
        Lines = compared.Lines.Select(line => (Line: line, Facts: LineFacts.Read(line.Facts))).Select(one => new
        {
            one.Line.Number, one.Line.Difference, one.Line.Fields, one.Facts.Row, one.Facts.Name, one.Facts.IdTail, one.Line.BranchPath,
            one.Facts.Theirs, one.Facts.Ours,
        }),
    };

    private static async Task PrintAsync(TextWriter output, Compared compared, bool saved)
    {
        var counts = compared.Counts;
        await output.WriteLineAsync(Say("verb.counts", counts.Rows, counts.Differs, counts.OnlyThere, counts.Same, counts.Over, counts.Repeated,
            counts.OtherSide, counts.Wrong));
        await output.WriteLineAsync(Say("verb.open", counts.Open, counts.OnlyHere, counts.NotInPart));
        foreach (var problem in counts.Problems)
            await output.WriteLineAsync(problem);
        if (saved)
            await output.WriteLineAsync(Say("verb.saved", compared.Comparison.Id));
    }

    private static string Say(string key, params object[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, TextBook.Whole.Find("National", key) ?? key, arguments);

    internal sealed record Order(string Org, DateOnly? On, string Side, bool IsWhole, bool Saves, bool Json);
}
