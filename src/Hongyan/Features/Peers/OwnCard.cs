using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>The card of this installation. Its first keys are made when it is first asked for; later ones by two people (<see cref="OwnKeys"/>).</summary>
public sealed class OwnCard(HongyanDb db, Installation installation)
{
    /// <summary>Nothing while no department is set up: there is nobody yet in whose name it speaks.</summary>
    public async Task<PeerCard?> ReadAsync(CancellationToken cancellation)
    {
        if (await BareAsync(cancellation) is not { } card)
            return null;
        var (signing, encryption) = (await InUseAsync(KeptExchangeKey.Signing, cancellation), await InUseAsync(KeptExchangeKey.Encryption, cancellation));
        return card with { Installation = await IdAsync(cancellation) ?? signing.Kid, Signing = Jwk.Of(signing), Encryption = Jwk.Of(encryption) };
    }

    /// <summary>The card with the keys that wait for a second person; nothing while none wait.</summary>
    public async Task<PeerCard?> NextAsync(CancellationToken cancellation) =>
        await FindAsync(KeptExchangeKey.Signing, waits: true, cancellation) is { } signing
        && await FindAsync(KeptExchangeKey.Encryption, waits: true, cancellation) is { } encryption && await ReadAsync(cancellation) is { } card
            ? card with { Signing = Jwk.Of(signing), Encryption = Jwk.Of(encryption) } : null;

    /// <summary>Which generation of keys is in force.</summary>
    public Task<int> GenerationAsync(CancellationToken cancellation) =>
        db.ExchangeKeys.Where(k => k.Use == KeptExchangeKey.Signing && !k.Waits).MaxAsync(k => (int?)k.Generation ?? 1, cancellation);

    /// <summary>What this installation is called by others: the name of its first signing key, for good. Nothing while it has none.</summary>
    public Task<string?> IdAsync(CancellationToken cancellation) => db.ExchangeKeys
        .Where(k => k.Use == KeptExchangeKey.Signing).OrderBy(k => k.Generation).Select(k => (string?)k.Kid).FirstOrDefaultAsync(cancellation);

    /// <summary>A new key, its private half encrypted. Where there is one already, nothing.</summary>
    /// <param name="by">Who made it; nothing for the first one, which nobody has to confirm.</param>
    internal async Task<bool> MakeAsync(string use, int generation, Guid? by, CancellationToken cancellation)
    {
        var made = ExchangeKeyPair.New();
        var (kid, x, y, waits) = (made.Public.Kid, made.Public.X, made.Public.Y, by is not null);
        var (cipher, now) = (installation.Secrets.Encrypt(made.Private), installation.Clock.GetUtcNow());
        return await db.Database.ExecuteSqlAsync($"""
            insert into exchange_key (kid, use, x, y, private_key, created_at, generation, waits, made_by)
            values ({kid}, {use}, {x}, {y}, {cipher}, {now}, {generation}, {waits}, {by}) on conflict do nothing
            """, cancellation) > 0;
    }

    private async Task<PeerCard?> BareAsync(CancellationToken cancellation)
    {
        var organizations = await db.Organizations.AsNoTracking().Where(o => o.Kind == "committee" || o.Kind == "organization-department")
            .OrderBy(o => o.Path).Select(o => new { o.Id, o.Name, o.Kind, o.RegionCode }).ToListAsync(cancellation);
        if (organizations.FirstOrDefault(o => o.Kind == "organization-department") is not { } top)
            return null;
        var none = new Jwk("", "", "", "");
        return new PeerCard
        {
            Version = 1,
            Installation = "",
            Name = top.Name.Length > 100 ? top.Name[..100] : top.Name,
            Division = top.RegionCode,
            Address = installation.Options.PublicAddress is { Scheme: "https" } address ? address.ToString().TrimEnd('/') : null,
            Profiles = [PeerCard.UsualProfile],
            Signing = none,
            Encryption = none,
            Organizations = [.. organizations.Select(o => new PeerOrganization(o.Id.ToString(), o.Name, o.Kind, o.RegionCode))],
        };
    }

    private async Task<ExchangeKey> InUseAsync(string use, CancellationToken cancellation)
    {
        if (await FindAsync(use, waits: false, cancellation) is { } known)
            return known;
        await MakeAsync(use, generation: 1, by: null, cancellation); // two who ask at the same moment get the same one
        return (await FindAsync(use, waits: false, cancellation))!;
    }

    private Task<ExchangeKey?> FindAsync(string use, bool waits, CancellationToken cancellation) => db.ExchangeKeys
        .Where(k => k.Use == use && k.RetiredOn == null && k.Waits == waits).Select(k => (ExchangeKey?)new ExchangeKey(k.X, k.Y))
        .FirstOrDefaultAsync(cancellation);
}
