using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Rules.Peers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>Tells an organisation of a peer that a member left for its area.</summary>
public sealed class NoticeModel(HongyanDb db, DepartureNotices notices, Actor actor, Texts texts) : PageModel
{
    private const int Most = 300;
    private readonly Texts words = texts.For("Peers");

    [BindProperty, Required]
    public Guid? Stay { get; set; }

    /// <summary>The peer and its organisation, parted by a bar.</summary>
    [BindProperty, Required, StringLength(200)]
    public string? To { get; set; }

    public IReadOnlyList<SelectListItem> Stays { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Receivers { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return LoadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (ModelState.IsValid && Stays.All(one => one.Value != Stay.ToString()))
            ModelState.AddModelError(nameof(Stay), words["notice.stay.gone"]);
        if (ModelState.IsValid && Receivers.All(one => one.Value != To))
            ModelState.AddModelError(nameof(To), words["notice.to.gone"]);
        if (!ModelState.IsValid)
            return Page();
        var stay = await db.Sojourns.AsNoTracking().SingleAsync(one => one.Id == Stay, cancellation);
        var (to, receiver) = (Guid.Parse(To![..36]), To[37..]);
        var peer = await db.Peers.AsNoTracking().SingleAsync(one => one.Id == to, cancellation);
        var from = await db.Organizations.AsNoTracking().SingleAsync(o => o.Path == actor.OrgPath, cancellation);
        if (await notices.SendAsync(stay, peer, from, receiver, cancellation) is not { } member)
        {
            ModelState.AddModelError(nameof(To), words["carry.closed"]);
            return Page();
        }
        TempData["Message"] = words["notice.queued", member.Name];
        return LocalRedirect("/Peers/Messages");
    }

    /// <summary>Members away whose host is not here and of whom nothing was sent that was not refused.</summary>
    private async Task LoadAsync(CancellationToken cancellation)
    {
        var stays = await (
            from stay in db.Sojourns.AsNoTracking()
            join member in db.Members on stay.MemberId equals member.Id
            where stay.EndedOn == null && stay.HostPath == null && stay.HomePath != null
                && !db.SentMessages.Any(sent => sent.CaseId == stay.Id && sent.Kind == MessageKinds.DepartureNotice && sent.State != SentMessage.Refused)
            orderby stay.DepartedOn descending
            select new { stay.Id, member.Name, stay.Destination }).Take(Most).ToListAsync(cancellation);
        Stays = [.. stays.Select(one => new SelectListItem($"{one.Name} {one.Destination}", one.Id.ToString()))];
        var peers = await db.Peers.AsNoTracking().Where(one => one.State == Peer.Active).OrderBy(one => one.Name).ToListAsync(cancellation);
        Receivers = [.. peers.SelectMany(one => PeerCard.ReadOrganizations(one.Organizations)
            .Select(organization => new SelectListItem($"{organization.Name}（{one.Name}）", $"{one.Id}|{organization.Id}")))];
    }
}
