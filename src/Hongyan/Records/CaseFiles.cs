using System.Security.Cryptography;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Hongyan.Records;

/// <summary>A file as it was sent with a form, looked at and not yet kept.</summary>
public sealed record SentFile(FiledPaper Paper, string Kind, byte[] Content);

/// <summary>The files that are kept with cases: looked at when they come, encrypted in parts, read by the parties only, each reading audited.</summary>
public sealed class CaseFiles(HongyanDb db, Secrets secrets, Audit audit, Actor actor, TimeProvider clock)
{
    public const int MostBytes = 10 * 1024 * 1024;
    public const string AcceptedScans = ".pdf,.jpg,.jpeg,.png";
    public const string Accepted = ".pdf,.jpg,.jpeg,.png,.docx,.xlsx";
    private const int LongestName = 120;
    private const int PartBytes = 64 * 1024;

    private static readonly Dictionary<string, (byte[] Begins, string Type)> Kinds = new()
    {
        ["pdf"] = ("%PDF-"u8.ToArray(), "application/pdf"),
        ["jpg"] = ([0xFF, 0xD8, 0xFF], "image/jpeg"),
        ["png"] = ([0x89, (byte)'P', (byte)'N', (byte)'G'], "image/png"),
        ["docx"] = ("PK"u8.ToArray(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ["xlsx"] = ("PK"u8.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };

    public static string TypeOf(string kind) => Kinds[kind].Type;

    /// <summary>The file, or the key of the sentence that says why it is not taken. What a name promises must stand in the file.</summary>
    public static async Task<(SentFile? File, string? Error)> ReadAsync(IFormFile posted, CancellationToken cancellation)
    {
        if (posted.Length > MostBytes)
            return (null, "invalid.file-large");
        var name = Path.GetFileName(posted.FileName);
        var kind = Path.GetExtension(name).TrimStart('.').ToLowerInvariant().Replace("jpeg", "jpg", StringComparison.Ordinal);
        var content = new byte[posted.Length];
        await using (var stream = posted.OpenReadStream())
            await stream.ReadExactlyAsync(content, cancellation);
        if (!Kinds.TryGetValue(kind, out var known) || !content.AsSpan().StartsWith(known.Begins))
            return (null, "invalid.file");
        if (name.Length > LongestName)
            name = name[..(LongestName - kind.Length - 1)] + "." + kind;
        return (new SentFile(new FiledPaper(Guid.CreateVersion7(), name, Convert.ToHexStringLower(SHA256.HashData(content))), kind, content), null);
    }

    /// <summary>A scan: a picture or a PDF and nothing else; what a picture says of its place and its camera is left out.</summary>
    public static async Task<(SentFile? File, string? Error)> ReadScanAsync(IFormFile posted, CancellationToken cancellation)
    {
        var (file, error) = await ReadAsync(posted, cancellation);
        if (file is null || file.Kind is not ("pdf" or "jpg" or "png"))
            return (null, error ?? "invalid.scan");
        if (file.Kind == "pdf")
            return (file, null);
        if (PictureCleaning.Clean(file.Kind, file.Content) is not { } clean)
            return (null, "invalid.scan");
        return (file with { Content = clean, Paper = file.Paper with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(clean)) } }, null);
    }

    /// <summary>Keeps files with a case. The caller owns the transaction and saves.</summary>
    public void Add(KeptCase one, IReadOnlyList<PartyHere> parties, IEnumerable<SentFile> files)
    {
        string[] party = [.. parties.Select(side => side.OrgId?.ToString()).OfType<string>()];
        foreach (var file in files)
            Add(file, one.OwnerId, one.Id, party, homePath: null, hostPath: null, dispatch: null);
    }

    /// <summary>Keeps a scan with a stay: whoever sees its records sees it.</summary>
    /// <param name="dispatch">The letter it belongs to, where it is one of the register.</param>
    public void Add(Sojourn stay, SentFile file, Guid? dispatch = null) => Add(file, stay.MemberId, stay.Id, [], stay.HomePath, stay.HostPath, dispatch);

    private void Add(SentFile file, Guid owner, Guid caseId, string[] party, string? homePath, string? hostPath, Guid? dispatch)
    {
        var (paper, kind, content) = file;
        db.CaseFiles.Add(new KeptCaseFile
        {
            OwnerId = owner,
            Id = paper.Id,
            CaseId = caseId,
            Name = paper.Name,
            Kind = kind,
            Size = content.Length,
            Sha256 = paper.Sha256,
            AccountId = actor.AccountId,
            RecordedAt = clock.GetUtcNow(),
            Party = party,
            HomePath = homePath,
            HostPath = hostPath,
            DispatchId = dispatch,
        });
        db.CaseFileParts.AddRange(content.Chunk(PartBytes).Select((part, place) => new KeptCaseFilePart
        {
            OwnerId = owner,
            FileId = paper.Id,
            Place = place,
            Content = secrets.Encrypt(part.AsSpan()),
            Party = party,
            HomePath = homePath,
            HostPath = hostPath,
        }));
    }

    /// <summary>A file of a case; nothing for whoever is no party. Finding it is reading it: the act is noted.</summary>
    /// <param name="member">Whose stay it belongs to, where it is a scan of one.</param>
    public async Task<KeptCaseFile?> FindAsync(Guid owner, Guid caseId, Guid id, CancellationToken cancellation, Guid? member = null)
    {
        var file = await db.CaseFiles.AsNoTracking().SingleOrDefaultAsync(f => f.OwnerId == owner && f.CaseId == caseId && f.Id == id, cancellation);
        if (file is not null)
        {
            audit.Note("case-file-read", caseId.ToString(), new { File = id }, member: member);
            await db.SaveChangesAsync(cancellation);
        }
        return file;
    }

    /// <summary>The address of a scan of a stay.</summary>
    public static string AddressOf(Guid member, Guid sojourn, Guid file) => $"/Records/Scan/{member}/{sojourn}/{file}";

    /// <summary>The scans of a letter, in the order in which they came.</summary>
    public Task<List<KeptCaseFile>> OfLetterAsync(Guid member, Guid dispatch, CancellationToken cancellation) => db.CaseFiles.AsNoTracking()
        .Where(f => f.OwnerId == member && f.DispatchId == dispatch).OrderBy(f => f.RecordedAt).ThenBy(f => f.Id).ToListAsync(cancellation);

    /// <summary>Sends it part by part, to be kept and not to be shown.</summary>
    public async Task SendAsync(KeptCaseFile file, HttpResponse response, CancellationToken cancellation)
    {
        response.ContentType = TypeOf(file.Kind);
        response.ContentLength = file.Size;
        var name = new ContentDispositionHeaderValue("attachment");
        name.SetHttpFileName(file.Name);
        response.Headers.ContentDisposition = name.ToString();
        var parts = db.CaseFileParts.AsNoTracking().Where(p => p.OwnerId == file.OwnerId && p.FileId == file.Id).OrderBy(p => p.Place).Select(p => p.Content);
        await foreach (var part in parts.AsAsyncEnumerable().WithCancellation(cancellation))
            await response.Body.WriteAsync(secrets.DecryptBytes(part), cancellation);
    }
}
