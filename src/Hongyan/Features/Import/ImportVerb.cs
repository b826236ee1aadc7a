using System.CommandLine;
using System.Globalization;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>`import FILE`: the pipeline from the command line. 0: all accepted, 3: some rejected, 2: unreadable.</summary>
internal static class ImportVerb
{
    private const int SomeRejected = 3;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = ".xlsx, .xls 或 .csv" };
        var kind = new Option<string>("--kind") { Required = true, Description = string.Join(" | ", ImportKind.All) };
        kind.AcceptOnlyFromAmong(ImportKind.All);
        var into = new Option<string?>("--into") { Description = "导入到哪个组织（代码，默认为最上级） / code of the organisation" };
        var on = new Option<string?>("--on") { Description = "导入日，默认今天 / day of import, YYYY-MM-DD" };
        var dutiesFrom = new Option<string?>("--duties-from")
        {
            Description = "新登记外出的职责起算日，此前应办的不再追究；默认导入当日 / what was due before this day is not asked for, default the day of import",
        };
        var allPeriods = new Option<bool>("--all-periods") { Description = "追记起算日以前的周期职责 / ask for past periods too" };
        var dryRun = new Option<bool>("--dry-run") { Description = "只检查，不保存 / check only" };
        var acceptValid = new Option<bool>("--accept-valid") { Description = "有误的行不导入，其余照常 / save the valid rows" };
        var allSheets = new Option<bool>("--all-sheets") { Description = "表头相同的其他工作表一并读取 / read the other sheets that have the header too" };
        var hiddenRows = new Option<bool>("--hidden-rows") { Description = "隐藏或被筛选掉的行一并读取 / read rows that are hidden or filtered out too" };
        var json = new Option<bool>("--json") { Description = "以 JSON 输出 / print JSON" };
        var command = new Command("import", "导入组织、党员和流动党员花名册 / import a roster")
        {
            file, kind, into, on, dutiesFrom, allPeriods, dryRun, acceptValid, allSheets, hiddenRows, json,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var order = new Order(
                arguments.GetValue(file)!,
                arguments.GetValue(kind)!,
                arguments.GetValue(into),
                Day(on.Name, arguments.GetValue(on)),
                Day(dutiesFrom.Name, arguments.GetValue(dutiesFrom)),
                arguments.GetValue(allPeriods),
                arguments.GetValue(dryRun),
                arguments.GetValue(acceptValid),
                new ReadingScope(arguments.GetValue(allSheets), arguments.GetValue(hiddenRows)),
                arguments.GetValue(json));
            return await RunAsync(InstallationOptions.From(arguments), order, Console.Out, cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(InstallationOptions options, Order order, TextWriter output, CancellationToken cancellation)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");
        try
        {
            Progress(order, "report.reading");
            // Whatever is wrong with the file is said before a database is started for it.
            var roster = Importer.Read(await ContentAsync(order.File, cancellation), order.Kind, order.Scope);
            await using var installation = await Installation.OpenAsync(options, cancellation);
            await using var db = installation.OpenDb();
            db.Database.SetCommandTimeout(TimeSpan.Zero); // it may wait for another import
            var writing = new RecordServices(installation, db);
            var importer = new Importer(db, installation.Policy, installation.Secrets, writing.Recording, writing.Audit);

            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            await importer.LockAsync(cancellation);
            var into = order.Into ?? await importer.RootAsync(order.Kind, cancellation);
            var judgement = await importer.JudgeAsync(roster, into, order.On ?? ChinaDate.Today(installation.Clock), cancellation);
            var save = !order.DryRun && judgement.Accepted > 0 && (judgement.Rejected == 0 || order.AcceptValid);
            if (save)
            {
                Progress(order, "report.saving");
                await importer.SaveAsync(judgement, cancellation, order.AllPeriods ? null : order.DutiesFrom ?? judgement.On);
                await transaction.CommitAsync(cancellation);
            }
            Print(output, order, judgement, save);
            return judgement.Rejected > 0 ? SomeRejected : 0;
        }
        catch (UnreadableFile refusal)
        {
            throw new UserError(ImportWords.Of(refusal));
        }
    }

    /// <summary>For somebody who waits; a program that reads the output is not disturbed.</summary>
    private static void Progress(Order order, string key)
    {
        if (!order.Json && !Console.IsErrorRedirected) Console.Error.WriteLine(ImportWords.Say(key));
    }

    private static void Print(TextWriter output, Order order, Judgement judgement, bool saved)
    {
        var name = Path.GetFileName(order.File);
        if (order.Json) output.WriteLine(ImportReport.Json(name, judgement, saved));
        else foreach (var line in ImportReport.Lines(name, judgement, saved, order.DryRun)) output.WriteLine(line);
    }

    private static async Task<byte[]> ContentAsync(string path, CancellationToken cancellation)
    {
        var file = new FileInfo(path);
        if (!file.Exists) throw new UnreadableFile("missing", path);
        if (file.Length > Limits.FileBytes) throw new UnreadableFile("too-large", Limits.FileBytes / 1024 / 1024);
        try
        {
            return await File.ReadAllBytesAsync(path, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UnreadableFile("missing", path);
        }
    }

    private static DateOnly? Day(string option, string? text) =>
        text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UserError($"{option} 应写成 2026-11-20 的样子，不能是“{text}”。 / {option} is a date like 2026-11-20, not “{text}”.");

    private sealed record Order(
        string File, string Kind, string? Into, DateOnly? On, DateOnly? DutiesFrom, bool AllPeriods, bool DryRun, bool AcceptValid, ReadingScope Scope,
        bool Json);
}
