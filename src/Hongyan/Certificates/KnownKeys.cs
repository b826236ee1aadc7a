using System.Collections.Concurrent;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Certificates;

/// <summary>Public keys made ready once and kept for the life of the program: a key never changes, and a retired one still verifies.</summary>
public sealed class KnownKeys
{
    private readonly ConcurrentDictionary<string, KnownKey> keys = new();

    public async Task<KnownKey?> FindAsync(HongyanDb db, string kid, CancellationToken cancellation)
    {
        if (keys.TryGetValue(kid, out var known))
            return known;
        var key = await db.SigningKeys.Where(k => k.Kid == kid).Select(k => new { k.CommitteePath, k.Algorithm, k.PublicKey })
            .FirstOrDefaultAsync(cancellation);
        return key is null ? null : keys.GetOrAdd(kid, _ => new KnownKey(key.CommitteePath, Signers.Named(key.Algorithm).Verifier(key.PublicKey)));
    }
}

/// <summary>A key and the committee whose it is; it vouches for no other committee.</summary>
public sealed record KnownKey(string CommitteePath, IVerifier Verifier)
{
    public bool VouchesFor(CertificateCode code) => code.Facts.CommitteePath == CommitteePath && code.IsSignedBy(Verifier);
}
