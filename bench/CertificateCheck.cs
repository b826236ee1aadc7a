using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Hongyan.Certificates;

namespace Hongyan.Bench;

/// <summary>Checking the code of a certificate beside the bare signature over the same bytes; with the database, beside the same and one statement.</summary>
internal sealed class CertificateCheck : Benchmark
{
    private const int Codes = 500;

    public override string Name => "certificate";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation)
    {
        var codes = await world.ListAsync($"select code from certificate where code is not null order by md5(id::text) limit {Codes}", cancellation);
        if (codes.Count == 0)
            throw new InvalidOperationException("The population has no signed certificate: it is too small.");
        await using var db = world.Installation.OpenDb();
        var keys = new KnownKeys();
        var known = new Dictionary<string, KnownKey>();
        foreach (var kid in codes.Select(code => CertificateCode.Read(code)!.Kid).Distinct())
            known[kid] = (await keys.FindAsync(db, kid, cancellation))!;
        var checks = PerSecond(world.Time, codes.Count, at =>
        {
            var code = CertificateCode.Read(codes[at])!;
            return known[code.Kid].VouchesFor(code);
        });
        var bare = await BareAsync(world, codes, cancellation);
        var signatures = PerSecond(world.Time, bare.Count, at => bare[at].Key.VerifyData(bare[at].Text, bare[at].Signature, HashAlgorithmName.SHA256));

        var verification = new Verification(db, keys);
        var (online, watch) = (0, Stopwatch.StartNew());
        for (; watch.Elapsed < world.Time; online++)
            await verification.CheckAsync(codes[online % codes.Count], world.Today, cancellation);
        return
        [
            Of(world, "code read and checked", checks, signatures, "/s", Goal.AtLeast, 0.8, "one thread, keys made ready beforehand on both sides"),
            Of(world, "the same, then asked of the database whether it still holds", online / watch.Elapsed.TotalSeconds, signatures, "/s"),
        ];
    }

    private static async Task<List<(ECDsa Key, byte[] Text, byte[] Signature)>> BareAsync(World world, List<string> codes, CancellationToken cancellation)
    {
        var keys = new Dictionary<string, ECDsa>();
        var all = new List<(ECDsa, byte[], byte[])>();
        foreach (var code in codes)
        {
            var kid = CertificateCode.Read(code)!.Kid;
            if (!keys.TryGetValue(kid, out var key))
            {
                keys[kid] = key = ECDsa.Create();
                key.ImportSubjectPublicKeyInfo(await world.AskAsync<byte[]>($"select public_key from signing_key where kid = '{kid}'", cancellation), out _);
            }
            var dot = code.LastIndexOf('.');
            all.Add((key, Encoding.ASCII.GetBytes(code[..dot]), System.Buffers.Text.Base64Url.DecodeFromChars(code.AsSpan(dot + 1))));
        }
        return all;
    }

    private static double PerSecond(TimeSpan time, int count, Func<int, bool> check)
    {
        for (var at = 0; at < count; at++)
        {
            if (!check(at))
                throw new InvalidOperationException("A signature does not hold.");
        }
        var (done, watch) = (0, Stopwatch.StartNew());
        for (; watch.Elapsed < time; done++)
            check(done % count);
        return done / watch.Elapsed.TotalSeconds;
    }
}
