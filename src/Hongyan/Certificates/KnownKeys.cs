using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Certificates;

/// <summary>Public keys made ready once and kept for the life of the program: a key never changes. Whether it is retired is asked each time.</summary>
public sealed class KnownKeys
{
    private readonly ConcurrentDictionary<string, IVerifier> ready = new();

    /// <param name="db">Where the keys are kept.</param>
    /// <param name="kid">The name of the key as a code of either form says it.</param>
    /// <param name="cancellation">Stops the question.</param>
    public async Task<KnownKey?> FindAsync(HongyanDb db, string kid, CancellationToken cancellation)
    {
        var key = await Named(db, kid).AsNoTracking().SingleOrDefaultAsync(cancellation);
        return key is null ? null
            : new KnownKey(key.CommitteePath, key.RetiredOn, ready.GetOrAdd(kid, _ => Signers.Named(key.Algorithm).Verifier(key.PublicKey)));
    }

    private static IQueryable<SigningKey> Named(HongyanDb db, string kid)
    {
        if (Base64Url.GetMaxDecodedLength(kid.Length) != CertificateCwt.KidLength)
            return db.SigningKeys.Where(k => k.Kid == kid);
        var shortKid = new byte[CertificateCwt.KidLength];
        return Base64Url.DecodeFromChars(kid, shortKid, out _, out var length) == OperationStatus.Done && length == shortKid.Length
            ? db.SigningKeys.FromSql($"select * from signing_key where substring(sha256(public_key) for 8) = {shortKid}")
            : db.SigningKeys.Where(k => k.Kid == kid);
    }
}

/// <summary>A key and the committee whose it is: it vouches for no other committee, and for nothing sealed after it was retired.</summary>
public sealed record KnownKey(string CommitteePath, DateOnly? RetiredOn, IVerifier Verifier)
{
    public bool VouchesFor(CertificateCode code) =>
        code.Facts.CommitteePath == CommitteePath && !(code.Facts.From > RetiredOn) && code.IsSignedBy(Verifier);
}
