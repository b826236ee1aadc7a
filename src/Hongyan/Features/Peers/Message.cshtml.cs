using System.Text.Json;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>One message in plain words: who to whom, what became of it, what it says. ID numbers and telephone numbers are covered.</summary>
public sealed class MessageModel(
    HongyanDb db, Secrets secrets, Matching matching, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private static readonly string[] Covered = ["idNumber", "phone"];
    private static readonly string[] Hidden = ["handle", "majors", "id", "hyx-card", "installation", "profiles", "signing", "encryption", "organizations"];
    private readonly Texts words = texts.For("Peers");

    public KeptPeer One { get; private set; } = null!;

    public SentMessage? Sent { get; private set; }

    public ReceivedMessage? Received { get; private set; }

    public Message Said { get; private set; } = null!;

    public string? There { get; private set; }

    public string? Here { get; private set; }

    public string KindName => words.Has("message." + Said.Kind) ? words["message." + Said.Kind] : words["message.unknown"];

    public bool AsksForSomething =>
        Received is { State: ReceivedMessage.Accepted, HandledAt: null, WithdrawnBy: null, Doubt: not ReceivedMessage.Struck } received
        && MessageKinds.Asking.Contains(received.Kind);

    public bool IsNotice => Said.Kind == MessageKinds.DepartureNotice;

    /// <summary>What to do about it, in words.</summary>
    public string Asked => words.Has("asks." + Said.Kind) ? words["asks." + Said.Kind] : words["asks.other"];

    /// <summary>The stay that both know by it; nothing while nobody has said who it is.</summary>
    public KeptShared? Shared { get; private set; }

    /// <summary>Guests here who may be meant.</summary>
    public IReadOnlyList<SelectListItem> Candidates { get; private set; } = [];

    public bool MayWithdraw { get; private set; }

    [BindProperty]
    public Guid? Guest { get; set; }

    /// <summary>A person says which guest is meant.</summary>
    public async Task<IActionResult> OnPostMatchAsync(Guid peer, string way, long number, CancellationToken cancellation)
    {
        if (!await FindAsync(peer, way, number, cancellation) || Received is not { } received)
            return NotFound();
        if (Guest is not { } guest || Candidates.All(one => one.Value != guest.ToString()))
            ModelState.AddModelError(nameof(Guest), words["match.choose"]);
        else if (await matching.MatchAsync(One, received, Said, guest, cancellation))
            return Done("match.done");
        else
            ModelState.AddModelError(nameof(Guest), words["carry.closed"]);
        return Page();
    }

    public async Task<IActionResult> OnPostUnmatchAsync(Guid peer, string way, long number, CancellationToken cancellation)
    {
        if (!await FindAsync(peer, way, number, cancellation) || Shared is not { } shared)
            return NotFound();
        return Done(await matching.UnmatchAsync(One, shared, cancellation) ? "unmatch.done" : "carry.closed");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid peer, string way, long number, CancellationToken cancellation)
    {
        if (!await FindAsync(peer, way, number, cancellation) || Sent is not { } sent)
            return NotFound();
        return Done(MayWithdraw && await matching.WithdrawAsync(One, sent, Said, cancellation) ? "withdraw.done" : "carry.closed");
    }

    private LocalRedirectResult Done(string key)
    {
        TempData["Message"] = words[key];
        return LocalRedirect(Request.Path);
    }

    /// <summary>What it says, field by field; what this version does not know is named as the sender names it.</summary>
    public IEnumerable<(string Label, string Value)> Fields =>
        Said.Body.ValueKind != JsonValueKind.Object ? [] : Said.Body.EnumerateObject().Where(one => !Hidden.Contains(one.Name))
            .Select(one => (words.Has("said." + one.Name) ? words["said." + one.Name] : words["said.other", one.Name], ValueOf(one)));

    public async Task<IActionResult> OnGetAsync(Guid peer, string way, long number, CancellationToken cancellation) =>
        await FindAsync(peer, way, number, cancellation) ? Page() : NotFound();

    /// <summary>Somebody did what it asks for.</summary>
    public async Task<IActionResult> OnPostAsync(Guid peer, string way, long number, CancellationToken cancellation)
    {
        if (!await FindAsync(peer, way, number, cancellation) || Received is not { } received)
            return NotFound();
        if (AsksForSomething)
        {
            (received.HandledAt, received.HandledBy) = (clock.GetUtcNow(), actor.AccountId);
            audit.Note("message-handled", peer.ToString(), new { number });
            await db.SaveChangesAsync(cancellation);
        }
        TempData["Message"] = words["handled"];
        return LocalRedirect("/Peers/Messages");
    }

    private async Task<bool> FindAsync(Guid peer, string way, long number, CancellationToken cancellation)
    {
        if (way == "sent")
            Sent = await db.SentMessages.AsNoTracking().FirstOrDefaultAsync(one => one.PeerId == peer && one.Number == number, cancellation);
        else if (way == "received")
            Received = await db.ReceivedMessages.FirstOrDefaultAsync(one => one.PeerId == peer && one.Number == number, cancellation);
        if ((Sent?.Payload ?? Received?.Payload) is not { } payload
            || await db.Peers.AsNoTracking().FirstOrDefaultAsync(one => one.Id == peer, cancellation) is not { } found
            || Message.Read(secrets.DecryptBytes(payload)) is not { } said)
            return false;
        (One, Said) = (found, said);
        var (there, here) = (Sent?.ToOrg ?? Received?.FromOrg, Sent?.OrgId ?? Received?.OrgId);
        There = PeerCard.ReadOrganizations(found.Organizations).FirstOrDefault(one => one.Id == there)?.Name;
        Here = await db.Organizations.Where(o => o.Id == here).Select(o => o.Name).FirstOrDefaultAsync(cancellation);
        Shared = await matching.OfAsync(found, said, isSent: Sent is not null, cancellation);
        Candidates = Received is { State: ReceivedMessage.Accepted } && IsNotice && Shared is null ? await matching.CandidatesAsync(said, cancellation) : [];
        MayWithdraw = Sent is not null && Shared is { Theirs: not null } && await matching.MayWithdrawAsync(Sent, cancellation);
        return true;
    }

    private string ValueOf(JsonProperty field)
    {
        var text = field.Value.ValueKind == JsonValueKind.String ? field.Value.GetString()! : field.Value.ToString();
        return Covered.Contains(field.Name) ? Masked.Phone(text) : words.Has($"value.{field.Name}.{text}") ? words[$"value.{field.Name}.{text}"] : text;
    }
}
