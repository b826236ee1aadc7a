using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Verify;

/// <summary>The public halves of all signing keys, retired ones too: what they signed is still in people's hands.</summary>
internal static class PublicKeys
{
    public const string FileName = "hongyan-keys.json";

    public static async Task<IEnumerable<PublicKey>> AllAsync(HongyanDb db, CancellationToken cancellation)
    {
        var keys = await (
            from key in db.SigningKeys.AsNoTracking()
            join committee in db.Organizations on key.CommitteePath equals committee.Path
            orderby key.CommitteePath, key.CreatedAt
            select new { Key = key, committee.Name }).ToListAsync(cancellation);
        return keys.Select(one => new PublicKey(one.Key.Kid, one.Key.CommitteePath, one.Name, one.Key.Algorithm,
            Signers.Named(one.Key.Algorithm).ToPem(one.Key.PublicKey), ChinaDate.Of(one.Key.CreatedAt), one.Key.RetiredOn));
    }
}
