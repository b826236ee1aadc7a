using System.Globalization;
using ExcelDataReader;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Bench;

/// <summary>A roster from the file to the commit, in a database of its own, beside reading the sheet and sending the rows it became by COPY.</summary>
internal sealed class Import : Benchmark
{
    private const int Branches = 100;
    private const int Warming = 2_000; // rows imported before, so that what is measured is not the first of its kind
    private static readonly (string Kind, string[] Tables, string Note)[] Rosters =
    [
        (ImportKind.Members, ["member", "member_identity"], "each row becomes a member"),
        (ImportKind.Outflow, ["sojourn", "record", "duty"], "each row becomes a sojourn of a known member, its records and its duties"),
    ];

    public override string Name => "import";

    public override async Task<IReadOnlyList<Figure>> MeasureAsync(World world, CancellationToken cancellation)
    {
        await MeasureAsync(world, Math.Min(Warming, world.Size / 10), cancellation);
        return await MeasureAsync(world, Math.Min(Limits.Rows, world.Size / 10), cancellation);
    }

    private async Task<IReadOnlyList<Figure>> MeasureAsync(World world, int rows, CancellationToken cancellation)
    {
        var content = await RosterAsync(rows, world.Today, cancellation);
        var name = $"bench_import_{world.Size}";
        await using var server = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(world.Source.ConnectionString)
        {
            Username = EmbeddedPostgres.Superuser,
            Database = "postgres",
        });
        await ExecuteAsync(server, $"drop database if exists {name} with (force)", cancellation);
        await ExecuteAsync(server, $"create database {name} owner {DatabaseRights.Owner}", cancellation);
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(world.Source.ConnectionString) { Database = name }.ConnectionString;
            await using var installation = new Installation(world.Installation.Options, connection, world.Installation.Clock);
            await Migrator.MigrateAsync(installation.DataSource, cancellation);
            await PlacesAsync(installation, cancellation);
            var figures = new List<Figure>();
            foreach (var (kind, tables, note) in Rosters)
            {
                var (spent, before, largest) = await ImportAsync(installation, content, kind, cancellation);
                var limit = await LimitAsync(installation.DataSource, content, tables, cancellation);
                figures.Add(Of(world, $"{rows} rows of a roster of {kind} (.xlsx), from the file to the commit", spent.Seconds, limit.Seconds, "s",
                    Goal.AtMost, 2, $"{note}; processor time: {spent.Work}, the limit: {limit.Work}"));
                figures.Add(Of(world, $"memory while it imports {kind}", largest / 1024.0 / 1024.0, null, "MB",
                    note: $"the largest managed heap seen; above that of the benchmark before: {Math.Max(largest - before, 0) / rows:N0} bytes a row"));
            }
            return figures;
        }
        finally
        {
            await ExecuteAsync(server, $"drop database if exists {name} with (force)", CancellationToken.None);
        }
    }

    private static async Task PlacesAsync(Installation installation, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        db.Organizations.Add(new Organization { Path = "001", Name = "示范县委组织部", Kind = "organization-department" });
        for (var branch = 1; branch <= Branches; branch++)
            db.Organizations.Add(new Organization { Path = $"001.{branch:000}", Name = $"示范第{branch}党支部", Kind = "branch" });
        await db.SaveChangesAsync(cancellation);
    }

    private static async Task<(Spent Spent, long Before, long Largest)> ImportAsync(
        Installation installation, byte[] content, string kind, CancellationToken cancellation)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var largest = before;
        using var seen = new Timer(_ => largest = Math.Max(largest, GC.GetTotalMemory(false)), null, 0, 100);
        Spent spent;
        await using (var db = installation.OpenDb())
        {
            await db.Database.OpenConnectionAsync(cancellation);
            var effort = Effort.Begin((NpgsqlConnection)db.Database.GetDbConnection());
            var writing = new RecordServices(installation, db);
            var importer = new Importer(db, installation.Policy, installation.Secrets, writing.Recording, writing.Audit);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            var judgement = await importer.JudgeAsync(Importer.Read(content, kind), "001", ChinaDate.Today(installation.Clock), cancellation);
            if (judgement.Rejected > 0)
                throw new InvalidOperationException($"{judgement.Rejected} rows were rejected: {judgement.Problems[0]}.");
            await importer.SaveAsync(judgement, cancellation);
            await transaction.CommitAsync(cancellation);
            spent = effort.End();
        }
        return (spent, before, largest);
    }

    /// <summary>
    /// The same library reads every cell; the rows come from the tables themselves and go into tables of the same shape, with the same indexes.
    /// </summary>
    private static async Task<Spent> LimitAsync(NpgsqlDataSource source, byte[] content, string[] tables, CancellationToken cancellation)
    {
        var sent = new Dictionary<string, FileStream>(); // more than memory takes in one piece
        await using var connection = await source.OpenConnectionAsync(cancellation);
        foreach (var table in tables)
        {
            await ExecuteAsync(source, $"create table bench_{table} (like {table} including indexes including defaults)", cancellation);
            await using var copy = await connection.BeginRawBinaryCopyAsync(
                $"copy (select {await ColumnsAsync(source, table, cancellation)} from {table}) to stdout (format binary)", cancellation);
            sent[table] = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16,
                FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await copy.CopyToAsync(sent[table], cancellation);
        }
        GC.Collect();
        var effort = Effort.Begin(connection);
        using (var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(content)))
        {
            while (reader.Read())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                    reader.GetValue(column);
            }
        }
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        foreach (var (table, rows) in sent)
        {
            await using var held = rows;
            held.Position = 0;
            await using var copy = await connection
                .BeginRawBinaryCopyAsync($"copy bench_{table} ({await ColumnsAsync(source, table, cancellation)}) from stdin (format binary)", cancellation);
            await held.CopyToAsync(copy, cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return effort.End();
    }

    private static async Task<string> ColumnsAsync(NpgsqlDataSource source, string table, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(
            $"select string_agg(column_name, ', ' order by ordinal_position) "
                + $"from information_schema.columns where table_name = '{table}' and is_generated = 'NEVER'");
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task<byte[]> RosterAsync(int rows, DateOnly today, CancellationToken cancellation)
    {
        using var file = new MemoryStream();
        Column[] columns = [new("姓名"), new("性别"), new("身份证号码"), new("所在支部"), new("外出时间"), new("外出地点"), new("手机号码")];
        await XlsxWriter.WriteAsync(new Documents.Sheet("流动党员花名册", columns, Rows(rows, today).ToAsyncEnumerable()), file, cancellation);
        return file.ToArray();
    }

    private static IEnumerable<IReadOnlyList<object?>> Rows(int count, DateOnly today)
    {
        for (var row = 0; row < count; row++)
        {
            var born = new DateOnly(1960, 1, 1).AddDays(row * 37 % 15_000);
            var id = IdNumber.WithCheck(string.Create(CultureInfo.InvariantCulture, $"99{row / 500:0000}{born:yyyyMMdd}{(row % 500 * 2) + 1:000}"));
            yield return
            [
                Hongyan.Features.Demo.Names.For(new Random(row), man: true), "男", id, $"示范第{(row % Branches) + 1}党支部",
                today.AddDays(-20 - (row % 300)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "上海市", $"1990000{row % 10_000:0000}",
            ];
        }
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
