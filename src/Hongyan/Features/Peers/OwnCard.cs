using Hongyan.Data;
using Hongyan.Envelopes;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>The card of this installation. Its keys are made when it is first asked for.</summary>
public sealed class OwnCard(HongyanDb db, Installation installation)
{
    /// <summary>Nothing while no department is set up: there is nobody yet in whose name it speaks.</summary>
    public async Task<PeerCard?> ReadAsync(CancellationToken cancellation)
    {
        var organizations = await db.Organizations.AsNoTracking().Where(o => o.Kind == "committee" || o.Kind == "organization-department")
            .OrderBy(o => o.Path).Select(o => new { o.Id, o.Name, o.Kind, o.RegionCode }).ToListAsync(cancellation);
        if (organizations.FirstOrDefault(o => o.Kind == "organization-department") is not { } top)
            return null;
        var (signing, encryption) = (await InUseAsync(KeptExchangeKey.Signing, cancellation), await InUseAsync(KeptExchangeKey.Encryption, cancellation));
        return new PeerCard
        {
            Version = 1,
            Installation = await IdAsync(cancellation) ?? signing.Kid,
            Name = top.Name.Length > 100 ? top.Name[..100] : top.Name,
            Division = top.RegionCode,
            Address = installation.Options.PublicAddress is { Scheme: "https" } address ? address.ToString().TrimEnd('/') : null,
            Profiles = [PeerCard.UsualProfile],
            Signing = Jwk.Of(signing),
            Encryption = Jwk.Of(encryption),
            Organizations = [.. organizations.Select(o => new PeerOrganization(o.Id.ToString(), o.Name, o.Kind, o.RegionCode))],
        };
    }

    /// <summary>What this installation is called by others: the name of its first signing key, for good. Nothing while it has none.</summary>
    public Task<string?> IdAsync(CancellationToken cancellation) =>
        db.ExchangeKeys.Where(k => k.Use == KeptExchangeKey.Signing).OrderBy(k => k.CreatedAt).Select(k => (string?)k.Kid).FirstOrDefaultAsync(cancellation);

    private async Task<ExchangeKey> InUseAsync(string use, CancellationToken cancellation)
    {
        if (await FindAsync(use, cancellation) is { } known)
            return known;
        var made = ExchangeKeyPair.New();
        var (kid, x, y) = (made.Public.Kid, made.Public.X, made.Public.Y);
        var (cipher, now) = (installation.Secrets.Encrypt(made.Private), installation.Clock.GetUtcNow());
        // two who ask at the same moment get the same one
        await db.Database.ExecuteSqlAsync($"""
            insert into exchange_key (kid, use, x, y, private_key, created_at) values ({kid}, {use}, {x}, {y}, {cipher}, {now}) on conflict do nothing
            """, cancellation);
        return (await FindAsync(use, cancellation))!;
    }

    private Task<ExchangeKey?> FindAsync(string use, CancellationToken cancellation) =>
        db.ExchangeKeys.Where(k => k.Use == use && k.RetiredOn == null).Select(k => (ExchangeKey?)new ExchangeKey(k.X, k.Y)).FirstOrDefaultAsync(cancellation);
}
