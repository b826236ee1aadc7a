using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Rules.Peers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What comes after a peer was introduced: a changed card, a restore from a backup, a failure of the net.</summary>
public sealed partial class DetailsModel
{
    /// <summary>A changed card that waits; nothing when none does.</summary>
    public PeerCard? Changed { get; private set; }

    public IReadOnlyList<KeptResync> Resyncs { get; private set; } = [];

    public bool MayConfirmChange => IsOwn && changes.SecondRefusal(One) is null;

    public bool MayAskResync => Peer.IsOpen(One.State) && Resyncs.All(one => one.Role != KeptResync.Asks)
        && (Line is { OutPaused: true } or { TheirStopped: true });

    /// <summary>Whether all that a restore lost has come back.</summary>
    public bool IsComplete(KeptResync one) => ResyncActs.IsComplete(one);

    public bool MayConfirmResync(KeptResync one) => resyncs.SecondRefusal(one) is null;

    public Task<IActionResult> OnPostCompareChangeAsync(Guid id, CancellationToken cancellation) =>
        ComparedAsync(id, (with, heard, on) => changes.CompareAsync(One, with, heard, on, cancellation), cancellation);

    /// <param name="seen">The fingerprint that the page showed.</param>
    public Task<IActionResult> OnPostConfirmChangeAsync(Guid id, string? seen, CancellationToken cancellation) =>
        ActAsync(id, () => changes.ConfirmAsync(One, seen, cancellation), "changed", cancellation);

    public Task<IActionResult> OnPostDropChangeAsync(Guid id, CancellationToken cancellation) =>
        ActAsync(id, () => changes.DropAsync(One, words["changed.drop"], cancellation), "dropped", cancellation);

    public Task<IActionResult> OnPostAskResyncAsync(Guid id, CancellationToken cancellation) =>
        ActAsync(id, () => resyncs.AskAsync(One, cancellation), "resync", cancellation);

    public Task<IActionResult> OnPostSeeAsync(Guid id, string? role, CancellationToken cancellation) =>
        ActAsync(id, () => resyncs.SeeAsync(One, role, cancellation), "resync", cancellation);

    public Task<IActionResult> OnPostResyncAsync(Guid id, string? role, CancellationToken cancellation) =>
        ActAsync(id, () => resyncs.ConfirmAsync(One, role, cancellation), "resync", cancellation);

    /// <summary>What the net did not take is tried at once.</summary>
    public Task<IActionResult> OnPostAgainAsync(Guid id, CancellationToken cancellation) => ActAsync(id, async () =>
    {
        if (await db.HeldLine(id).FirstOrDefaultAsync(cancellation) is not { } line)
            return "refusal.state";
        line.OutTries = 0;
        await db.SaveChangesAsync(cancellation);
        return null;
    }, "again", cancellation);

    private async Task<IActionResult> ActAsync(Guid id, Func<Task<string?>> act, string done, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) && IsOwn ? Answer(await act(), done) : NotFound();
}
