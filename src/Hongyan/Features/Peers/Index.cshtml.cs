using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>The installations with which messages are exchanged, the card of this one, and the card of a new one.</summary>
[RequestSizeLimit(MostBytes)]
[FormLimits(Bytes = MostBytes)]
public sealed class IndexModel(HongyanDb db, OwnCard own, PeerActs acts, Audit audit, Actor actor, Texts texts) : PageModel
{
    // more than is accepted, so that a file somewhat too large is answered with a sentence
    private const int MostBytes = 4 * PeerCard.MostBytes;
    private const int Most = 200;
    private readonly Texts words = texts.For("Peers");

    [BindProperty]
    [Required(ErrorMessage = "card.missing")]
    public IFormFile? Upload { get; set; }

    public IReadOnlyList<KeptPeer> Peers { get; private set; } = [];

    /// <summary>Nothing while no department is set up.</summary>
    public PeerCard? Own { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return LoadAsync(cancellation);
    }

    /// <summary>The card of this installation as a file.</summary>
    public async Task<IActionResult> OnGetCardAsync(CancellationToken cancellation)
    {
        if (await own.ReadAsync(cancellation) is not { } card)
            return NotFound();
        audit.Note("export-peer-card");
        await db.SaveChangesAsync(cancellation);
        return File(card.Write(), "application/json", "hongyan-card.json");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid && Upload is not null
            && await db.Organizations.AsNoTracking().FirstOrDefaultAsync(o => o.Path == actor.OrgPath, cancellation) is { } department)
        {
            var (card, problem) = Upload.Length > PeerCard.MostBytes ? (null, "card.too-large") : PeerCard.Read(await BytesAsync(Upload, cancellation));
            var (peer, refusal) = card is null ? (null, problem) : await acts.LoadAsync(department, card, cancellation);
            if (peer is not null)
            {
                TempData["Message"] = words["loaded", peer.Name];
                return LocalRedirect("/Peers/" + peer.Id);
            }
            db.ChangeTracker.Clear();
            ModelState.AddModelError(nameof(Upload), words[refusal!]);
        }
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Own = await own.ReadAsync(cancellation);
        Peers = await db.Peers.AsNoTracking().OrderBy(one => one.Name).Take(Most).ToListAsync(cancellation);
    }

    private static async Task<byte[]> BytesAsync(IFormFile file, CancellationToken cancellation)
    {
        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }
}
