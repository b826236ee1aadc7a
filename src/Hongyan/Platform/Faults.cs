using Npgsql;

namespace Hongyan.Platform;

/// <summary>What the machine refuses, in a sentence: no room, no right, no database, a broken one. Anything else is a mistake of ours.</summary>
internal static class Faults
{
    // as the system numbers them; .NET hands those it has no exception for through
    private const int NoSpace = 28;
    private const int FileTooBig = 27;
    private const int ReadOnly = 30;
    private const long Least = 64 * 1024;
    private static readonly int OverQuota = OperatingSystem.IsMacOS() ? 69 : 122;

    public static string? Sentence(Exception error) => error switch
    {
        UserError known => known.Message,
        PostgresException database => OfDatabase(database),
        NpgsqlException => $"数据库连不上，或连接中断了：{error.Message} / The database cannot be reached, or went away: {error.Message}",
        IOException disk when IsFull(disk) => Full(disk.Message),
        IOException or UnauthorizedAccessException => $"文件不能读写：{error.Message} / A file cannot be read or written: {error.Message}",
        _ => error.InnerException is { } inner ? Sentence(inner) : null,
    };

    /// <summary>Why work failed, to be kept and shown: what is no fault of the machine is a mistake of ours, whose details are in the log only.</summary>
    public static string Reason(Exception error) => Sentence(error)
        ?? $"程序出错（{error.GetType().Name}），详情见服务器日志。 / A mistake in the program ({error.GetType().Name}); the server's log has the details.";

    /// <summary>The half of such a sentence in the reader's language.</summary>
    public static string InOneLanguage(string? both)
    {
        var (text, middle) = (both ?? "", both?.IndexOf(" / ", StringComparison.Ordinal) ?? -1);
        return middle < 0 ? text : TextBook.Language == TextBook.Chinese ? text[..middle] : text[(middle + 3)..];
    }

    /// <summary>The disk itself refuses, not somebody who holds the file.</summary>
    public static bool IsOfDisk(IOException error) => IsFull(error) || error.HResult == ReadOnly;

    /// <summary>Why a program of PostgreSQL failed at a place, when it is that the disk is full: it says so, or had no room even for that.</summary>
    public static string? FullDisk(string said, string place) =>
        said.Split('\n').FirstOrDefault(line => line.Contains("No space left on device", StringComparison.Ordinal)) is { } line ? Full(line.Trim())
        : new DriveInfo(place).AvailableFreeSpace < Least ? Full(place)
        : null;

    private static bool IsFull(IOException error) => error.HResult is NoSpace or FileTooBig || error.HResult == OverQuota;

    private static string Full(string said) =>
        $"磁盘已满，请先腾出空间；没有留下残缺的内容。（{said}） / The disk is full: make room first; nothing half written was left. ({said})";

    private static string? OfDatabase(PostgresException error) => error.SqlState switch
    {
        PostgresErrorCodes.DiskFull => Full(error.MessageText),
        ['5', '8', ..] or ['X', 'X', ..] =>
            $"数据库文件已损坏，请用备份恢复到新目录：{error.MessageText} / Files of the database are damaged; restore a backup into a new directory: {error.MessageText}",
        _ when error.InvariantSeverity is "FATAL" or "PANIC" || error.SqlState is ['5', '3', ..] or ['5', '7', ..] =>
            $"数据库不接受连接：{error.MessageText} / The database does not take us: {error.MessageText}",
        _ => null,
    };
}
