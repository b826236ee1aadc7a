using System.Globalization;
using System.Text;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Auditing;

/// <summary>
/// The places that say where the chain ends: a row of the database, a file beside it, and the copy elsewhere if there is one. What is absent
/// or forged is left as it is, so that <c>audit verify</c> can name it.
/// </summary>
internal sealed class AuditHeads(Installation installation)
{
    private readonly AuditCopy? copy = installation.Options.AuditCopy is { } path ? new AuditCopy(path, installation.Secrets) : null;

    public static string FileOf(string dataDirectory) => Path.Combine(dataDirectory, "audit.head");

    private string TheFile => FileOf(installation.DataDirectory);

    public async Task<FoundHeads> ReadAsync(HongyanDb db, CancellationToken cancellation)
    {
        var row = (await db.Database
            .SqlQuery<HeadRow>($"""select no as "No", hash as "Hash", mac as "Mac", sealed_at as "SealedAt" from audit_head""")
            .ToListAsync(cancellation)).SingleOrDefault();
        var line = File.Exists(TheFile) ? (await File.ReadAllTextAsync(TheFile, cancellation)).Trim() : null;
        var number = long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var no) ? no : (long?)null;
        return new FoundHeads(installation.Secrets, row, line is null ? null : AuditHead.Parse(line), line is not null, number,
            copy?.Last(), copy?.IsThere != false);
    }

    /// <summary>Within the transaction that seals. A row that somebody took away is not made anew, unless the chain begins with it.</summary>
    public async Task KeepAsync(HongyanDb db, AuditHead head, bool isFirst, CancellationToken cancellation)
    {
        var now = installation.Clock.GetUtcNow();
        if (isFirst)
            await db.Database.ExecuteSqlAsync(
                $"insert into audit_head (no, hash, mac, sealed_at) values ({head.No}, {head.Hash}, {head.Mac}, {now})", cancellation);
        else
            await db.Database.ExecuteSqlAsync($"update audit_head set no = {head.No}, hash = {head.Hash}, mac = {head.Mac}, sealed_at = {now}", cancellation);
    }

    /// <summary>After the commit, while nobody else seals.</summary>
    public async Task FollowAsync(AuditHead head, FoundHeads found, CancellationToken cancellation)
    {
        if (found.IsNew || (found.File is { } file && file.IsGenuine(installation.Secrets) && file.No < head.No))
            await WriteFileAsync(head, cancellation);
        copy?.Append(head);
    }

    public Task WriteFileAsync(AuditHead head, CancellationToken cancellation) =>
        WholeFile.WriteAsync(TheFile, Encoding.ASCII.GetBytes(head.ToString()), cancellation);

    internal sealed record HeadRow(long No, byte[] Hash, byte[] Mac, DateTimeOffset SealedAt)
    {
        public AuditHead Head => new(No, Hash, Mac);
    }
}

/// <summary>What was found at each place.</summary>
/// <param name="HasFile">There is a file, whatever it holds.</param>
/// <param name="FormerNumber">The bare number that older versions kept in the file.</param>
/// <param name="HasCopy">The copy elsewhere is there, or none is asked for.</param>
internal sealed record FoundHeads(Secrets Secrets, AuditHeads.HeadRow? Row, AuditHead? File, bool HasFile, long? FormerNumber, AuditHead? Copy, bool HasCopy)
{
    /// <summary>The chain begins, or an older version kept it without a head.</summary>
    public bool IsNew { get; init; }

    /// <summary>The latest that this installation made; nothing is ever sealed behind it.</summary>
    public AuditHead? Latest => new[] { Row?.Head, File, Copy }.Where(head => head?.IsGenuine(Secrets) == true).MaxBy(head => head!.No);
}
