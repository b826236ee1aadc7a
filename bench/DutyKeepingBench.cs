using System.Diagnostics;
using Hongyan.Features.Duties;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Bench;

/// <summary>
/// Rebuilding duties beside reading the rows they are rebuilt from; the nightly job with nothing, with some and with twice as many
/// sojourns whose date came; saving one record beside a bare insert.
/// </summary>
internal sealed class DutyKeepingBench : Benchmark
{
    private const int Records = 200;
    private const int Due = 400;
    private const int Rounds = 3;

    public override string Name => "duties";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation) =>
    [
        await RebuildAsync(world, cancellation),
        .. await NightAsync(world, cancellation),
        .. await SaveAsync(world, cancellation),
    ];

    private async Task<Figure> RebuildAsync(World world, CancellationToken cancellation)
    {
        var reading = Stopwatch.StartNew();
        foreach (var table in new[] { "sojourn", "member", "record", "duty" })
            await ReadAsync(world, table, cancellation);
        var limit = reading.Elapsed.TotalSeconds;
        var watch = Stopwatch.StartNew();
        var rebuilt = await new Rebuilding(world.Installation).RunAsync(null, cancellation);
        return Of(world, "all duties of all sojourns rebuilt", watch.Elapsed.TotalSeconds, limit, "s", Goal.AtMost, 3,
            $"{rebuilt.Sojourns} sojourns, {rebuilt.Changed} of them put right; {watch.Elapsed.TotalMicroseconds / rebuilt.Sojourns:N0} µs each");
    }

    private static async Task ReadAsync(World world, string table, CancellationToken cancellation)
    {
        await using var command = world.Source.CreateCommand($"select * from {table}");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            for (var column = 0; column < reader.FieldCount; column++)
                reader.GetValue(column);
        }
    }

    private async Task<IReadOnlyList<Figure>> NightAsync(World world, CancellationToken cancellation)
    {
        var due = Math.Min(Due, world.Size / 4);
        await NightAsync(world, due, cancellation); // warms up
        var none = await NightAsync(world, 0, cancellation);
        var some = await NightAsync(world, due, cancellation);
        var twice = await NightAsync(world, due * 2, cancellation);
        return
        [
            Of(world, $"nightly job, {due * 2} sojourns due, beside twice that of {due}", twice - none, 2 * (some - none), "ms", Goal.AtMost, 1.3,
                $"none due: {none:N0} ms, {due}: {some:N0} ms, {due * 2}: {twice:N0} ms"),
        ];
    }

    private static async Task<double> NightAsync(World world, int due, CancellationToken cancellation)
    {
        await using (var command = world.Source.CreateCommand($"""
            update sojourn set duties_until = date '{world.Today:yyyy-MM-dd}' - 1 where id in (
              select id from sojourn where duties_until is not null and ended_on is null order by md5(id::text) limit {due})
            """))
            await command.ExecuteNonQueryAsync(cancellation);
        var watch = Stopwatch.StartNew();
        await new DutyRenewal(world.Installation).RunAsync(null, cancellation);
        return watch.Elapsed.TotalMilliseconds;
    }

    private async Task<IReadOnlyList<Figure>> SaveAsync(World world, CancellationToken cancellation)
    {
        var count = Math.Min(Records, world.Size / 4);
        var keys = await world.ListAsync(
            $"select member_id || ' ' || id from sojourn where state = 'placed' order by md5(id::text) limit {count}", cancellation);
        var (times, bare) = (new List<double>(), new List<double>());
        foreach (var (round, key) in Enumerable.Range(0, Rounds).SelectMany(_ => keys).Index())
        {
            var watch = Stopwatch.StartNew();
            await WriteAsync(world, Guid.Parse(key[..36]), Guid.Parse(key[37..]), cancellation);
            if (round >= keys.Count * (Rounds - 1)) // those before warm up
                times.Add(watch.Elapsed.TotalMilliseconds);
            watch.Restart();
            await InsertAsync(world, key, cancellation);
            bare.Add(watch.Elapsed.TotalMilliseconds);
        }
        await using (var remove = world.Source.CreateCommand("delete from record where type = 'bench'"))
            await remove.ExecuteNonQueryAsync(cancellation);
        return [Of(world, "one record saved, median", Median(times), Median(bare), "ms", Goal.AtMost, 2,
            $"{times.Count} one after the other; the bare one inserts the row of the record alone and commits")];
    }

    private static async Task WriteAsync(World world, Guid member, Guid sojourn, CancellationToken cancellation)
    {
        await using var db = world.Installation.OpenPageDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync(
            "SET LOCAL ROLE hongyan_app; SET LOCAL hongyan.lo = '001'; SET LOCAL hongyan.hi = '001/'; SET LOCAL hongyan.role = 'department'", cancellation);
        var recording = new RecordServices(world.Installation, db).Recording;
        var held = (await recording.HoldAsync(member, sojourn, cancellation))!;
        await recording.AddAsync(held, [new Contact { On = world.Today, By = Side.Home, Means = "phone", Topic = "general", Note = "度量" }], cancellation);
        await recording.SaveAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static async Task InsertAsync(World world, string key, CancellationToken cancellation)
    {
        await using var connection = await world.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var command = new NpgsqlCommand("""
            insert into record (owner_id, id, case_id, on_date, type, data, org_path, recorded_at, home_path)
            values ($1, $2, $3, $4, 'bench', '{"on": "2026-01-01", "by": "home", "type": "contact", "means": "phone", "topic": "general"}', '001', now(), '001')
            """, connection, transaction);
        foreach (var value in new object[] { Guid.Parse(key[..36]), Guid.CreateVersion7(), Guid.Parse(key[37..]), world.Today })
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
