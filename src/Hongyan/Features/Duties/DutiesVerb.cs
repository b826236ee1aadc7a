using System.CommandLine;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;
using Spectre.Console;

namespace Hongyan.Features.Duties;

/// <summary>`duties`: who owed what on a day.</summary>
internal static class DutiesVerb
{
    private const int WidthOfFile = 160;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var on = new Option<string?>("--on") { Description = "日期，默认今天 / the day, default today: 2026-03-31" };
        var org = new Option<string?>("--org") { Description = "只列该组织及其下级 / only this organisation and those below it" };
        var json = new Option<bool>("--json") { Description = "输出 JSON / print JSON" };
        var all = new Option<bool>("--all") { Description = "含一个季度内进入办理期的 / also what opens within a quarter" };
        var command = new Command("duties", "列出某日的待办任务 / list who owes what on a day") { on, org, json, all };
        command.SetAction(async (arguments, cancellation) =>
        {
            await using var installation = await Installation.OpenAsync(InstallationOptions.From(arguments), cancellation);
            await using var db = installation.OpenDb();
            var day = DayOf(arguments.GetValue(on), installation.Clock);
            var below = arguments.GetValue(org);
            if (below is not null && !await db.Organizations.AnyAsync(o => o.Path == below, cancellation))
                throw new UserError($"没有代码为“{below}”的组织。 / There is no organisation “{below}”.");
            var duties = new DutyList(installation, db).OnAsync(day, below, arguments.GetValue(all), cancellation);
            if (arguments.GetValue(json))
                await PrintJsonAsync(duties, cancellation);
            else
                await PrintTableAsync(duties, db, cancellation);
            return 0;
        });
        return command;
    }

    private static DateOnly DayOf(string? text, TimeProvider clock) =>
        text is null ? ChinaDate.Today(clock)
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new UserError($"“{text}”不是日期，请写成 2026-03-31 的样子。 / “{text}” is no date; write it like 2026-03-31.");

    /// <summary>One duty a line, printed as it is found: a large installation needs no more memory than a small one.</summary>
    private static async Task PrintJsonAsync(IAsyncEnumerable<ListedDuty> duties, CancellationToken cancellation)
    {
        await using var output = Console.OpenStandardOutput();
        await using var writer = new StreamWriter(output);
        var before = "[";
        await foreach (var duty in duties.WithCancellation(cancellation))
        {
            await writer.WriteAsync(before + "\n  " + JsonSerializer.Serialize(duty, Json));
            before = ",";
        }
        await writer.WriteLineAsync(before == "[" ? "[]" : "\n]");
    }

    private static async Task PrintTableAsync(IAsyncEnumerable<ListedDuty> duties, HongyanDb db, CancellationToken cancellation)
    {
        var names = await db.Organizations.AsNoTracking().ToDictionaryAsync(o => o.Path, o => o.Name, cancellation);
        var table = new Table().Border(TableBorder.Minimal);
        foreach (var heading in new[] { "期限", "状态", "姓名", "任务", "期间" })
            table.AddColumn(heading, column => column.NoWrap());
        table.AddColumns("责任组织", "依据");
        foreach (var duty in (await duties.ToListAsync(cancellation)).OrderBy(duty => duty.Due).ThenBy(duty => duty.Org, StringComparer.Ordinal))
        {
            table.AddRow([.. new[]
            {
                duty.Due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Word("state." + duty.State), duty.Member ?? "—",
                Word(DutyName.Key(duty.Kind, duty.Period)),
                duty.Period ?? "", duty.Org is null ? Word("party." + duty.OwedBy) : names.GetValueOrDefault(duty.Org, duty.Org),
                string.Join(' ', duty.Clauses),
            }.Select(Markup.Escape)]);
        }
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = WidthOfFile;
        AnsiConsole.Write(table);
        Console.WriteLine($"共 {table.Rows.Count} 项");
    }

    private static string Word(string key) => TextBook.Whole.Find("Duties", key) ?? key;
}
