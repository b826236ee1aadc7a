using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Peers;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>The keys of this installation: since when they are in force, which peers have them, and changing them by two people.</summary>
public sealed class KeysModel(HongyanDb db, OwnCard own, OwnKeys keys, Policies policies, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int Most = 200;
    private readonly Texts words = texts.For("Peers");

    /// <summary>Nothing while no department is set up.</summary>
    public PeerCard? Own { get; private set; }

    /// <summary>The card with keys that wait for a second person; nothing when none wait.</summary>
    public PeerCard? Next { get; private set; }

    public DateOnly Since { get; private set; }

    /// <summary>After so many months they are to be changed.</summary>
    public int Months { get; private set; }

    public bool IsDue { get; private set; }

    public bool MayConfirm { get; private set; }

    public int Generation { get; private set; }

    public IReadOnlyList<KeptPeer> Peers { get; private set; } = [];

    public string? Refusal { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    public Task<IActionResult> OnPostMakeAsync(CancellationToken cancellation) => ActAsync(keys.MakeAsync, "keys.made", cancellation);

    /// <param name="seen">The fingerprint that the page showed.</param>
    public Task<IActionResult> OnPostConfirmAsync(string? seen, CancellationToken cancellation) =>
        ActAsync(stop => keys.ConfirmAsync(seen, stop), "keys.confirmed", cancellation);

    public Task<IActionResult> OnPostDropAsync(CancellationToken cancellation) => ActAsync(keys.DropAsync, "keys.dropped", cancellation);

    private async Task<IActionResult> ActAsync(Func<CancellationToken, Task<string?>> act, string done, CancellationToken cancellation)
    {
        if (await act(cancellation) is not { } refusal)
        {
            TempData["Message"] = words[done];
            return LocalRedirect("/Peers/Keys");
        }
        Refusal = words[refusal];
        await LoadAsync(cancellation);
        return Page();
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Own = await own.ReadAsync(cancellation);
        Next = await own.NextAsync(cancellation);
        Generation = await own.GenerationAsync(cancellation);
        MayConfirm = Next is not null && await keys.SecondRefusalAsync(cancellation) is null;
        Peers = await db.Peers.AsNoTracking().Where(one => one.State == Peer.Confirmed || one.State == Peer.Active).OrderBy(one => one.Name).Take(Most)
            .ToListAsync(cancellation);
        var today = ChinaDate.Today(clock);
        Months = (await policies.AtAsync(actor.OrgPath, cancellation)).Get(Parameters.ExchangeKeyMonths, today);
        var made = await db.ExchangeKeys.Where(k => !k.Waits).MinAsync(k => (DateTimeOffset?)k.CreatedAt, cancellation);
        Since = await db.ExchangeKeys.MaxAsync(k => k.RetiredOn, cancellation) ?? (made is { } first ? ChinaDate.Of(first) : today);
        IsDue = Own is not null && Next is null && Since.AddMonths(Months) <= today;
    }
}
