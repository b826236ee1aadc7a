using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Certificates;

/// <summary>The signing keys of committees: made when first needed, changed at will, never deleted.</summary>
public sealed class CommitteeKeys(HongyanDb db, Secrets secrets, TimeProvider clock, Policies policies)
{
    private readonly Dictionary<string, SigningKey> inUse = [];

    /// <summary>The code, and the key that signed it.</summary>
    public async Task<(string Code, string KeyId)> SignAsync(CertificateFacts facts, StatusReference status, CancellationToken cancellation)
    {
        var key = await InUseAsync(facts.CommitteePath, cancellation);
        var privateKey = Convert.FromBase64String(secrets.Decrypt(key.PrivateKey));
        return (CertificateCwt.Sign(facts, status, KeyRing.ShortKidBytes(key.PublicKey), Signers.Named(key.Algorithm), privateKey), key.Kid);
    }

    /// <summary>A new key signs from now on; the old one is kept, so that what it signed can still be checked.</summary>
    public async Task<SigningKey> ChangeAsync(string committee, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        await db.SigningKeys.Where(k => k.CommitteePath == committee && k.RetiredOn == null)
            .ExecuteUpdateAsync(set => set.SetProperty(k => k.RetiredOn, today), cancellation);
        inUse.Remove(committee);
        return await InUseAsync(committee, cancellation);
    }

    private async Task<SigningKey> InUseAsync(string committee, CancellationToken cancellation)
    {
        if (inUse.TryGetValue(committee, out var known))
            return known;
        if (await FindAsync(committee, cancellation) is not { } key)
        {
            await MakeAsync(committee, cancellation);
            key = (await FindAsync(committee, cancellation))!;
        }
        return inUse[committee] = key;
    }

    private Task<SigningKey?> FindAsync(string committee, CancellationToken cancellation) =>
        db.SigningKeys.AsNoTracking().FirstOrDefaultAsync(k => k.CommitteePath == committee && k.RetiredOn == null, cancellation);

    /// <summary>With which the next key of a committee signs, as its profile says.</summary>
    public async Task<ISigner> NextAsync(string committee, CancellationToken cancellation) =>
        Signers.Chosen((await policies.AtAsync(committee, cancellation)).Get(Parameters.CertificateAlgorithm, ChinaDate.Today(clock)));

    // Two who need the first key at the same moment get the same one.
    private async Task MakeAsync(string committee, CancellationToken cancellation)
    {
        var signer = await NextAsync(committee, cancellation);
        var (publicKey, privateKey) = signer.NewKey();
        var (kid, cipher, now) = (KeyRing.KidOf(publicKey), secrets.Encrypt(Convert.ToBase64String(privateKey)), clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync($"""
            insert into signing_key (kid, committee_path, algorithm, public_key, private_key, created_at)
            values ({kid}, {committee}, {signer.Algorithm}, {publicKey}, {cipher}, {now}) on conflict do nothing
            """, cancellation);
    }
}
