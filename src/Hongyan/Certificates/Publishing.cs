using System.Text;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Certificates;

/// <summary>
/// Signs what strangers read: the keys when one was made or retired, a status list when a record changed it, both once a day so that
/// nobody takes them for old. Whoever reads them is sent what lies ready.
/// </summary>
public sealed class Publishing(Installation installation)
{
    public const string Keys = "keys";
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(20);

    public static string NameOf(int list, bool cwt) => FormattableString.Invariant($"status/{list}.{(cwt ? "cwt" : "jwt")}");

    /// <summary>True when something was signed anew.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.HoldAsync(AdvisoryLock.Publication, cancellation);
        var now = installation.Clock.GetUtcNow();
        var known = await db.Publications.Select(one => new { one.Name, one.SignedAt, one.Mark }).ToDictionaryAsync(one => one.Name, cancellation);
        var old = known.Values.Where(one => now - one.SignedAt > Fresh || one.SignedAt > now).Select(one => one.Name).ToHashSet();
        var lists = await ListsAsync(db, cancellation);
        var changed = await db.Database.SqlQuery<int>(
            $"with told as (update status_place set published = true where not published returning list_id) select distinct list_id as \"Value\" from told")
            .ToListAsync(cancellation);
        bool IsDue(string name) => old.Contains(name) || !known.ContainsKey(name);
        var toSign = lists.Where(list => changed.Contains(list.Id) || IsDue(NameOf(list.Id, cwt: false))).ToList();
        foreach (var list in toSign)
            await SignAsync(db, list, now, cancellation);
        var mark = await MarkAsync(db, cancellation);
        var keysToo = old.Contains(Keys) || known.GetValueOrDefault(Keys)?.Mark != mark;
        if (keysToo)
            await SignKeysAsync(db, mark, now, cancellation);
        await transaction.CommitAsync(cancellation);
        return keysToo || toSign.Count > 0;
    }

    private static async Task<List<ListRow>> ListsAsync(HongyanDb db, CancellationToken cancellation)
    {
        await db.Database.ExecuteSqlAsync(
            $"insert into status_list (id) select 1 where not exists (select from status_list) on conflict do nothing", cancellation);
        return await db.Database.SqlQuery<ListRow>($"select id as \"Id\", size as \"Size\" from status_list order by id").ToListAsync(cancellation);
    }

    private async Task SignAsync(HongyanDb db, ListRow list, DateTimeOffset now, CancellationToken cancellation)
    {
        var key = await KeyAsync(db, InstallationSigningKey.Status, now, cancellation);
        var set = await db.Database.SqlQuery<SetRow>(
            $"""select place as "Place", value::integer as "Value" from status_place where list_id = {list.Id} and value <> 0""").ToListAsync(cancellation);
        var all = StatusList.Of(await StatusPlaces.UriAsync(db, list.Id, cancellation), now, list.Size, set.Select(one => (one.Place, one.Value)));
        var (signer, secret) = (Signers.Named(key.Algorithm), Secret(key));
        await KeepAsync(db, NameOf(list.Id, cwt: false), "application/" + StatusList.JwtType,
            Encoding.ASCII.GetBytes(all.ToJwt(KeyRing.ShortKidOf(key.PublicKey), signer, secret)), now, null, cancellation);
        await KeepAsync(db, NameOf(list.Id, cwt: true), "application/" + StatusList.CwtType,
            all.ToCwt(KeyRing.ShortKidBytes(key.PublicKey), signer, secret), now, null, cancellation);
    }

    private async Task SignKeysAsync(HongyanDb db, string mark, DateTimeOffset now, CancellationToken cancellation)
    {
        var root = await KeyAsync(db, InstallationSigningKey.Root, now, cancellation);
        var committees = await (
            from key in db.SigningKeys.AsNoTracking()
            join committee in db.Organizations on key.CommitteePath equals committee.Path
            orderby key.CommitteePath, key.CreatedAt
            select new { Key = key, committee.Name }).ToListAsync(cancellation);
        var status = await db.InstallationKeys.AsNoTracking().Where(k => k.Purpose == InstallationSigningKey.Status).OrderBy(k => k.CreatedAt)
            .ToListAsync(cancellation);
        var name = await db.Organizations.OrderBy(o => o.Path).Select(o => o.Name).FirstOrDefaultAsync(cancellation) ?? "";
        var entries = committees.Select(one => new KeySetEntry(KeySetEntry.OfCertificates, one.Key.Algorithm, one.Key.PublicKey, one.Key.CommitteePath,
                one.Name, ChinaDate.Of(one.Key.CreatedAt), one.Key.RetiredOn))
            .Concat(status.Select(key => new KeySetEntry(KeySetEntry.OfStatus, key.Algorithm, key.PublicKey, null, null,
                ChinaDate.Of(key.CreatedAt), key.RetiredOn)));
        var set = KeySet.Write(name, entries, now, Signers.Named(root.Algorithm), root.PublicKey, Secret(root));
        await KeepAsync(db, Keys, "application/" + KeySet.Type, Encoding.ASCII.GetBytes(set), now, mark, cancellation);
    }

    /// <summary>Whether a key was made or retired since.</summary>
    private async Task<string> MarkAsync(HongyanDb db, CancellationToken cancellation)
    {
        foreach (var purpose in new[] { InstallationSigningKey.Root, InstallationSigningKey.Status }) // both stand from the beginning
            await KeyAsync(db, purpose, installation.Clock.GetUtcNow(), cancellation);
        return await db.Database.SqlQuery<string>($"""
            select md5(string_agg(concat_ws(' ', kid, retired_on), ',' order by kid)) as "Value"
            from (select kid, retired_on from signing_key union all select kid, retired_on from installation_key) keys
            """).SingleAsync(cancellation);
    }

    private async Task<InstallationSigningKey> KeyAsync(HongyanDb db, string purpose, DateTimeOffset now, CancellationToken cancellation)
    {
        if (await db.InstallationKeys.FirstOrDefaultAsync(k => k.Purpose == purpose && k.RetiredOn == null, cancellation) is { } present)
            return present;
        var (publicKey, privateKey) = Signers.Usual.NewKey();
        var made = new InstallationSigningKey
        {
            Kid = KeyRing.KidOf(publicKey), Purpose = purpose, Algorithm = Signers.Usual.Algorithm, PublicKey = publicKey,
            PrivateKey = installation.Secrets.Encrypt(Convert.ToBase64String(privateKey)), CreatedAt = now,
        };
        db.InstallationKeys.Add(made);
        await db.SaveChangesAsync(cancellation);
        return made;
    }

    private byte[] Secret(InstallationSigningKey key) => Convert.FromBase64String(installation.Secrets.Decrypt(key.PrivateKey));

    private static Task KeepAsync(
        HongyanDb db, string name, string media, byte[] content, DateTimeOffset now, string? mark, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"""
            insert into publication (name, media, content, signed_at, mark) values ({name}, {media}, {content}, {now}, {mark})
              on conflict (name) do update set media = excluded.media, content = excluded.content, signed_at = excluded.signed_at, mark = excluded.mark
            """, cancellation);

    private sealed record ListRow(int Id, int Size);

    private sealed record SetRow(int Place, int Value);
}
