using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Features.BranchOverview;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Features.Scale;

/// <summary>How many rows were made.</summary>
internal sealed record Generated(long Organizations, long Members, long Sojourns, long Records, long Duties);

/// <summary>Fills an empty database with an invented population, all of it or nothing.</summary>
internal sealed class Generating(Installation installation)
{
    private const int RangeWidth = 8;

    /// <exception cref="UserError">The database already holds organisations.</exception>
    public async Task<Generated> FillAsync(Order order, Action<int> progress, Action indexing, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Organizations.AnyAsync(cancellation) || await db.Members.AnyAsync(cancellation))
            throw new UserError(GenerateVerb.Say("not-empty"));
        var tree = new OrganizationTree(order);
        await AddAsync(db, tree.Organizations, cancellation);
        var context = await PrepareAsync(db, order, tree, cancellation);
        var sent = await new Filling((NpgsqlConnection)db.Database.GetDbConnection(), progress).FillAsync(context, indexing, cancellation);
        db.Settings.Add(new Setting { Key = "demonstration", Value = order.Today.ToString("O") });
        await OrganizationFiguresKeeping.MarkAllAsync(db, cancellation);
        new RecordServices(installation, db).Audit.Note("generated", details: new { order.Members, order.Sojourns, order.Years, order.Seed });
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        db.Database.SetCommandTimeout(TimeSpan.Zero);
        await AnalyzeAsync(db, cancellation);
        await new OrganizationFiguresKeeping(installation).CatchUpAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("vacuum (analyze) standing, standing_mark", cancellation);
        return new Generated(tree.Organizations.Count, sent["member"], sent["sojourn"], sent["record"], sent["duty"]);
    }

    private async Task<GenerationContext> PrepareAsync(HongyanDb db, Order order, OrganizationTree tree, CancellationToken cancellation)
    {
        var writing = new RecordServices(installation, db);
        var profiles = new Dictionary<string, Profile>();
        foreach (var city in tree.Organizations.Where(one => one.Path.Split('.').Length <= 2))
            profiles[city.Path] = await writing.Policies.AtAsync(city.Path, cancellation);
        var (keys, privateKeys) = (new Dictionary<string, SigningKey>(), new Dictionary<string, byte[]>());
        var ranges = new List<CertificateRange>();
        foreach (var (town, number) in tree.Organizations.Where(one => one.Kind == "committee").Select((town, number) => (town, number)))
        {
            var (publicKey, privateKey) = Signers.Usual.NewKey();
            privateKeys[town.Path] = privateKey;
            keys[town.Path] = new SigningKey
            {
                Kid = KeyRing.KidOf(publicKey),
                CommitteePath = town.Path,
                Algorithm = Signers.Usual.Algorithm,
                PublicKey = publicKey,
                PrivateKey = installation.Secrets.Encrypt(Convert.ToBase64String(privateKey)),
                CreatedAt = installation.Clock.GetUtcNow(),
            };
            // the numbers that were given out lie below those that are left
            ranges.Add(new CertificateRange
            {
                Id = new Ids(order.Seed, number, Purpose.Organizations).Next(),
                CommitteePath = town.Path,
                Prefix = SojournPlanner.Prefix(town.Path),
                Width = RangeWidth,
                First = 0,
                Last = 99_999_999,
                Next = (order.Members * 4L) + 1,
                GivenOn = order.Today.AddYears(-order.Years - 1),
            });
        }
        await AddAsync(db, keys.Values, cancellation);
        await AddAsync(db, ranges, cancellation);
        return new GenerationContext(order, tree, installation.Secrets, installation.Policy.Calendar, profiles, writing.Keeping, keys, privateKeys);
    }

    private static async Task AddAsync<T>(HongyanDb db, IEnumerable<T> rows, CancellationToken cancellation)
        where T : class
    {
        foreach (var some in rows.Chunk(5000))
        {
            db.Set<T>().AddRange(some);
            await db.SaveChangesAsync(cancellation);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>So that the first question asked already has a good plan.</summary>
    private static Task AnalyzeAsync(HongyanDb db, CancellationToken cancellation) => db.Database.ExecuteSqlRawAsync("vacuum (analyze)", cancellation);
}
