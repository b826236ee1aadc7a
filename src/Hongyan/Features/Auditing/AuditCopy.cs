using System.Text;
using Hongyan.Platform;

namespace Hongyan.Features.Auditing;

/// <summary>
/// A second record of where the chain ended, in a file that lies elsewhere and only grows: a line after each sealing. What it has once said
/// of an entry stays comparable, whoever owns the database and its machine later.
/// </summary>
internal sealed class AuditCopy(string path, Secrets secrets)
{
    private const int LineLength = 400; // more than the longest
    private AuditHead? last;

    public bool IsThere => File.Exists(path);

    /// <summary>The last line that this installation wrote.</summary>
    public AuditHead? Last()
    {
        if (last is not null || !IsThere) return last;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(-Math.Min(file.Length, LineLength), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.ASCII);
        return last = Array.FindLast(Array.ConvertAll(reader.ReadToEnd().Split('\n'), AuditHead.Parse), head => head?.IsGenuine(secrets) == true);
    }

    /// <exception cref="IOException">It cannot be written; what was sealed stays sealed, and the next turn tries again.</exception>
    public void Append(AuditHead head)
    {
        if (Last() is { } before && before.No >= head.No && IsThere) return;
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        file.Write(Encoding.ASCII.GetBytes(head + "\n"));
        file.Flush(flushToDisk: true);
        last = head;
    }

    /// <summary>All lines; one that is no line of this installation is nothing.</summary>
    public static IEnumerable<AuditHead?> Read(string path, Secrets secrets) =>
        File.ReadLines(path).Select(line => AuditHead.Parse(line) is { } head && head.IsGenuine(secrets) ? head : null);
}
