using Hongyan.Data;
using Hongyan.Features.Import.Checks;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Import;

/// <summary>
/// Does what accepted rows ask for, some at a time, and holds nothing of what is saved. What changes is tracked and saved as elsewhere; what
/// is new is sent, and told while that before it is being sent.
/// </summary>
/// <param name="dutiesFrom">Periods that were over before this day are not asked for in the stays that are new; without it all are.</param>
internal sealed class Saving(HongyanDb db, Secrets secrets, Recording recording, DateOnly? dutiesFrom)
{
    private const int AtOnce = 500;

    public async Task SaveAsync(IEnumerable<Change> changes, Action<int>? progress, CancellationToken cancellation)
    {
        var (before, done) = (new NewRows(secrets), 0);
        foreach (var some in changes.Chunk(AtOnce))
        {
            var fresh = some.OfType<GuestChange>().Where(change => change.Known is null).ToDictionary(change => change.Id, change => change.Make(secrets));
            var begun = await ChangeAsync(some, fresh, cancellation);
            var preparing = Task.Run(() => Tell(some, begun, fresh), cancellation);
            await before.SendAsync(db, cancellation);
            before = await preparing;
            db.ChangeTracker.Clear();
            progress?.Invoke(done += some.Length);
        }
        await before.SendAsync(db, cancellation);
    }

    private NewRows Tell(IReadOnlyCollection<Change> changes, IEnumerable<Begun> begun, Dictionary<Guid, Member> fresh)
    {
        var rows = new NewRows(secrets);
        foreach (var change in changes.OfType<MemberChange>().Where(change => change.Existing is null)) change.Add(rows, secrets);
        foreach (var (guest, member) in changes.OfType<GuestChange>().Where(change => change.Known is null).Select(change => (change, fresh[change.Id])))
        {
            rows.Add(member);
            if (guest.Number(secrets) is { } number) rows.Add(number);
        }
        recording.Tell(begun, rows);
        return rows;
    }

    /// <returns>The stays that have begun, still to be told.</returns>
    private async Task<IReadOnlyList<Begun>> ChangeAsync(IReadOnlyList<Change> changes, Dictionary<Guid, Member> fresh, CancellationToken cancellation)
    {
        foreach (var change in changes.OfType<OrganizationChange>()) change.Save(db);
        foreach (var change in changes.OfType<MemberChange>().Where(change => change.Existing is not null)) change.Save(db, secrets);
        List<SojournChange> stays = [.. changes.OfType<SojournChange>()];
        await GoOnAsync(stays.FindAll(change => change.GoesOn), cancellation);
        foreach (var change in stays.Where(change => !change.GoesOn && change.NewPhone))
        {
            db.Members.Attach(change.Member);
            change.Reach(change.Member);
        }
        var beginnings = stays.ConvertAll(change => change.Begin(dutiesFrom)).OfType<Beginning>().ToList();
        beginnings.AddRange(await new GuestSaving(db, secrets, recording, dutiesFrom).ChangeAsync([.. changes.OfType<GuestChange>()], fresh, cancellation));
        await OpenAsync(beginnings.Where(GivesBack), cancellation);
        var begun = await recording.BeginAllAsync(beginnings.FindAll(one => !GivesBack(one)), cancellation);
        await recording.SaveAsync(cancellation);
        return begun;
    }

    private async Task GoOnAsync(List<SojournChange> changes, CancellationToken cancellation)
    {
        if (changes.Count == 0) return;
        var held = (await recording.HoldAllAsync(changes.ConvertAll(change => change.Existing!.Id), cancellation)).ToDictionary(sojourn => sojourn.Id);
        foreach (var change in changes)
        {
            var sojourn = held[change.Existing!.Id];
            change.Reach((await db.Members.FindAsync([sojourn.MemberId], cancellation))!);
            if (change.Corrects) sojourn.DestinationCode = change.Said.Facts.DestinationCode ?? sojourn.DestinationCode;
            IEnumerable<Entry> correction = change.Correction() is { } entry ? [entry] : [];
            await WriteAsync(sojourn, [.. correction, .. change.Following(sojourn).Select(Entry.New)], cancellation);
        }
    }

    /// <summary>One by one: a certificate that is given back has a story of its own.</summary>
    private async Task OpenAsync(IEnumerable<Beginning> beginnings, CancellationToken cancellation)
    {
        var opened = new List<(Sojourn Sojourn, Beginning Beginning)>();
        foreach (var one in beginnings)
            opened.Add((await recording.OpenAsync(one.Member, one.Opening, one.Facts, cancellation), one));
        await recording.SaveAsync(cancellation); // what follows needs it saved
        foreach (var (sojourn, one) in opened.Where(one => one.Beginning.Following.Count > 0))
            await WriteAsync(sojourn, [.. one.Following.Select(Entry.New)], cancellation);
    }

    private async Task WriteAsync(Sojourn sojourn, IReadOnlyCollection<Entry> entries, CancellationToken cancellation)
    {
        if (!await recording.WriteAsync(sojourn, entries, cancellation))
            throw new InvalidOperationException($"The sojourn {sojourn.Id} does not go on from {sojourn.State}.");
    }

    private static bool GivesBack(Beginning one) => one.Facts.CertificateNumber is { Length: > 0 } && one.Following.Any(happened => happened is Returned);
}
