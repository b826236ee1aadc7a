using System.CommandLine;
using Hongyan.Platform;

namespace Hongyan.Features.Auditing;

/// <summary>`audit verify`: whether the log is as it was written. 0: it is, 1: it is not, and each fault is a sentence.</summary>
internal static class AuditVerb
{
    private const int Most = 50;

    public static Command Create()
    {
        var verify = new Command("verify", "检查审计日志是否被改动 / check that nobody touched the log");
        verify.SetAction(async (arguments, cancellation) => await VerifyAsync(InstallationOptions.From(arguments), Console.Out, cancellation));
        var renew = new Command("renew-head", "查明原因后，重新记下日志的末尾 / say anew where the log ends, after the cause of its loss was found");
        renew.SetAction(async (arguments, cancellation) => await RenewAsync(InstallationOptions.From(arguments), cancellation));
        return new Command("audit", "审计日志 / the audit log") { verify, renew };
    }

    private static async Task<int> VerifyAsync(InstallationOptions options, TextWriter output, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(options, cancellation);
        var (faults, sound) = await new AuditChain(installation).VerifyAsync(cancellation);
        foreach (var fault in faults.Take(Most))
            await output.WriteLineAsync(SentenceOf(fault, installation));
        await output.WriteLineAsync(faults.Count == 0
            ? $"审计日志完整：{sound} 条。 / The log is whole: {sound} entries."
            : $"{sound} 条完好，{faults.Count} 处有问题。 / {sound} entries are sound, {faults.Count} faults.");
        return faults.Count == 0 ? 0 : 1;
    }

    private static async Task<int> RenewAsync(InstallationOptions options, CancellationToken cancellation)
    {
        await using var installation = await Installation.OpenAsync(options, cancellation);
        await new AuditChain(installation).RenewHeadAsync(cancellation);
        Console.WriteLine("已重新记下日志的末尾，并已记入日志。 / Where the log ends is said anew; the log says that it was done.");
        return 0;
    }

    internal static string SentenceOf(AuditFault fault, Installation installation) => fault.What switch
    {
        "missing" when fault.From == fault.To => $"第 {fault.From} 条缺失。 / Entry {fault.From} is missing.",
        "missing" => $"第 {fault.From} 至 {fault.To} 条缺失。 / Entries {fault.From} to {fault.To} are missing.",
        "altered" => $"第 {fault.From} 条被改动（{Of(fault)}）。 / Entry {fault.From} was altered ({fault.Entry!.Act}, {fault.Entry.Id}).",
        "beyond" =>
            $"第 {fault.From} 条在日志末尾之后，不是本系统写的（{Of(fault)}）。 / "
                + $"Entry {fault.From} lies behind the end of the log: this installation did not write it ({fault.Entry!.Act}, {fault.Entry.Id}).",
        "beginning" => "日志的起点不是本系统设定的。 / The beginning of the log was not set by this installation.",
        "heads-missing" => "数据库和文件里都没有日志末尾的记录：它们被删除了。 / Neither the database nor a file says where the log ends: both were removed.",
        "row-missing" => "数据库里缺少日志末尾的记录：它被删除了。 / The database does not say where the log ends: its row was removed.",
        "row-forged" => "数据库里日志末尾的记录不是本系统写的。 / What the database says of the log's end was not written by this installation.",
        "row-behind" =>
            $"数据库里日志末尾的记录停在第 {fault.From} 条，而日志已到第 {fault.To} 条：它被换回旧的了。 / "
                + $"The database says that the log ends at {fault.From}, but it ended at {fault.To}: an older row was put back.",
        "file-missing" =>
            $"缺少文件 {FileOf(installation)}：它被删除了；另一台服务器请从原来的服务器复制。 / "
                + $"{FileOf(installation)} is missing: it was removed. For another server, copy it from the first.",
        "file-forged" => $"文件 {FileOf(installation)} 不是本系统写的。 / {FileOf(installation)} was not written by this installation.",
        "file-behind" =>
            $"文件 {FileOf(installation)} 停在第 {fault.From} 条，而日志已到第 {fault.To} 条：它被换回旧的了。 / "
                + $"{FileOf(installation)} says that the log ends at {fault.From}, but it ended at {fault.To}: an older file was put back.",
        "copy-missing" => $"缺少另处的副本 {installation.Options.AuditCopy}。 / The copy elsewhere, {installation.Options.AuditCopy}, is missing.",
        "copy-behind" => $"另处的副本停在第 {fault.From} 条，而日志已到第 {fault.To} 条。 / The copy elsewhere ends at {fault.From}, but the log ended at {fault.To}.",
        "copy-forged" => $"另处的副本第 {fault.From} 行不是本系统写的。 / Line {fault.From} of the copy elsewhere was not written by this installation.",
        "copy-order" => $"另处的副本第 {fault.From} 行倒退了。 / Line {fault.From} of the copy elsewhere goes back.",
        "copy-differs" =>
            $"第 {fault.From} 条与另处的副本不同（{Of(fault)}）。 / "
                + $"Entry {fault.From} is not the one of which the copy elsewhere speaks ({fault.Entry!.Act}, {fault.Entry.Id}).",
        _ => throw new InvalidOperationException(fault.What),
    };

    private static string Of(AuditFault fault) => $"{fault.Entry!.At:yyyy-MM-dd HH:mm:ss}，{fault.Entry.Act}";

    private static string FileOf(Installation installation) => AuditHeads.FileOf(installation.DataDirectory);
}
