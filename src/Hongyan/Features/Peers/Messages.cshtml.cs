using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What passed between organisations here and peers: what asks for something, and all by what became of it; and the files that carry it.</summary>
[RequestSizeLimit(MostBytes)]
[FormLimits(Bytes = MostBytes)]
public sealed class MessagesModel(HongyanDb db, Carrier carrier, Audit audit, Texts texts) : PageModel
{
    // more than is accepted, so that a file somewhat too large is answered with a sentence
    private const int MostBytes = 2 * HyxFile.MostBytes;
    private const int Most = 100;
    private readonly Texts words = texts.For("Peers");

    [BindProperty]
    [Required(ErrorMessage = "file.missing")]
    public IFormFile? Upload { get; set; }

    public IReadOnlyList<KeptPeer> Peers { get; private set; } = [];

    public IReadOnlyList<ReceivedMessage> ToDo { get; private set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public MessageList List { get; private set; } = MessageList.Empty;

    public IEnumerable<KeptPeer> Open => Peers.Where(one => Peer.IsOpen(one.State));

    public string NameOf(Guid peer) => Peers.FirstOrDefault(one => one.Id == peer)?.Name ?? "";

    public string KindOf(string kind) => words.Has("message." + kind) ? words["message." + kind] : words["message.unknown"];

    public Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return LoadAsync(cancellation);
    }

    /// <summary>The file for a peer. Whatever it has not answered is in every file, so that nothing is lost with one.</summary>
    public async Task<IActionResult> OnGetFileAsync(Guid peer, CancellationToken cancellation)
    {
        if (!await db.Peers.AnyAsync(one => one.Id == peer, cancellation) || await carrier.ExportAsync(peer, cancellation) is not { } file)
            return NotFound();
        audit.Note("envelopes-exported", peer.ToString(), new { file.Envelopes.Count });
        await db.SaveChangesAsync(cancellation);
        return File(file.Write(), "application/octet-stream", "hongyan" + HyxFile.Extension);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid && Upload is { } upload)
        {
            var brought = upload.Length > HyxFile.MostBytes ? new BroughtFile(new Dictionary<Brought, int>(), "file.too-large")
                : await carrier.ImportAsync(await BytesAsync(upload, cancellation), cancellation);
            if (brought.Problem is null && brought.Count.Keys.Any(what => what != Brought.Unreadable))
            {
                audit.Note("envelopes-imported", details: new { Count = brought.Count.Values.Sum() });
                await db.SaveChangesAsync(cancellation);
                TempData["Message"] = words["brought.done", brought.Of(Brought.Kept) + brought.Of(Brought.Early), brought.Of(Brought.Repeated),
                    brought.Of(Brought.Answer), brought.Of(Brought.Unreadable) + brought.Of(Brought.Stopped)];
                return LocalRedirect("/Peers/Messages");
            }
            ModelState.AddModelError(nameof(Upload), words[brought.Problem ?? "file.unreadable"]);
        }
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Peers = await db.Peers.AsNoTracking().OrderBy(one => one.Name).ToListAsync(cancellation);
        var asking = MessageKinds.Asking;
        ToDo = await db.ReceivedMessages.AsNoTracking()
            .Where(one => one.State == ReceivedMessage.Accepted && asking.Contains(one.Kind) && one.HandledAt == null && one.WithdrawnBy == null
                && one.Doubt != ReceivedMessage.Struck)
            .OrderBy(one => one.ReceivedAt).Take(Most).ToListAsync(cancellation);
        List = await MessageList.ReadAsync(db, Show, P, cancellation);
        P = List.Page;
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellation)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
