using Hongyan.Data;
using Hongyan.Features.Import.Checks;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>Does what accepted rows say of guests: known ones get what is new, and go on; stays that begin are given back, to be sent.</summary>
internal sealed class GuestSaving(HongyanDb db, Secrets secrets, Recording recording, DateOnly? dutiesFrom)
{
    /// <param name="fresh">Those who are new, by their ids.</param>
    public async Task<IReadOnlyList<Beginning>> ChangeAsync(
        IReadOnlyList<GuestChange> changes, Dictionary<Guid, Member> fresh, CancellationToken cancellation)
    {
        var beginnings = changes.Where(change => change.Known is null).Select(change => change.Begin(fresh[change.Id], dutiesFrom))
            .OfType<Beginning>().ToList();
        var known = changes.Where(change => change.Known is not null).ToList();
        if (known.Count == 0) return beginnings;
        var stays = (await recording.HoldAllAsync([.. known.Select(change => change.Stay?.Id).OfType<Guid>()], cancellation)).ToDictionary(stay => stay.Id);
        foreach (var change in known)
        {
            var member = (await db.Members.FindAsync([change.Id], cancellation))!;
            change.Tell(member, secrets);
            if (change.Number(secrets) is { } number)
                await db.Database.ExecuteSqlAsync(
                    $"insert into guest_number (member_id, hash) values ({number.MemberId}, {number.Hash}) on conflict do nothing", cancellation);
            if (change.Begin(member, dutiesFrom) is { } beginning) beginnings.Add(beginning);
            if (change.Stay is null) continue;
            var stay = stays[change.Stay.Id];
            change.Tell(stay);
            if (change.Happened.Count > 0 && (await recording.AddAsync(stay, change.Happened, cancellation)).Refusal is { } refusal)
                throw new InvalidOperationException($"The stay {stay.Id} does not go on from {stay.State}: {refusal.Text}.");
        }
        return beginnings;
    }
}
