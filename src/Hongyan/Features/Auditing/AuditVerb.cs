using System.CommandLine;
using Hongyan.Platform;

namespace Hongyan.Features.Auditing;

/// <summary>`audit verify`: whether the log is as it was written. 0: it is, 1: entries were altered, removed or moved.</summary>
internal static class AuditVerb
{
    private const int Most = 50;

    public static Command Create()
    {
        var verify = new Command("verify", "检查审计日志是否被改动 / check that nobody touched the log");
        verify.SetAction(async (arguments, cancellation) => await VerifyAsync(InstallationOptions.From(arguments), Console.Out, cancellation));
        return new Command("audit", "审计日志 / the audit log") { verify };
    }

    private static async Task<int> VerifyAsync(InstallationOptions options, TextWriter output, CancellationToken cancellation)
    {
        await using var house = await Installation.OpenAsync(options, cancellation);
        var (faults, sound) = await new AuditChain(house).VerifyAsync(cancellation);
        foreach (var fault in faults.Take(Most))
            await output.WriteLineAsync(Told(fault));
        await output.WriteLineAsync(faults.Count == 0
            ? $"审计日志完整：{sound} 条。 / The log is whole: {sound} entries."
            : $"{sound} 条完好，{faults.Count} 处有问题。 / {sound} entries are sound, {faults.Count} faults.");
        return faults.Count == 0 ? 0 : 1;
    }

    private static string Told(AuditFault fault) => fault switch
    {
        { What: "missing" } when fault.From == fault.To => $"第 {fault.From} 条缺失。 / Entry {fault.From} is missing.",
        { What: "missing" } => $"第 {fault.From} 至 {fault.To} 条缺失。 / Entries {fault.From} to {fault.To} are missing.",
        { What: "beginning" } => "日志的起点不是本系统设定的。 / The beginning of the log was not set by this installation.",
        _ => $"第 {fault.From} 条被改动（{fault.Entry!.At:yyyy-MM-dd HH:mm:ss}，{fault.Entry.Act}）。 / Entry {fault.From} was altered ({fault.Entry.Act}, {fault.Entry.Id}).",
    };
}
