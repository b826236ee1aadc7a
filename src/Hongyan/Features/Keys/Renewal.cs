using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Hongyan.Features.Keys;

/// <summary>
/// Encrypts with the present key what an older key encrypted, or nobody yet, while everybody works. A value that somebody has written
/// meanwhile is left alone, for it was written with the present key.
/// </summary>
internal sealed class Renewal(Installation installation)
{
    private const string Setting = "keys-renewed";
    private const int Batch = 500;

    private static readonly Column[] Columns =
    [
        new("member", ["id"], "id_number"), new("member", ["id"], "phone"), new("member", ["id"], "address"), new("member", ["id"], "id_tail"),
        new("correction_request", ["member_id", "id"], "wish"), new("correction_request", ["member_id", "id"], "answer"),
        new("membership_record", ["member_id", "id"], "data"), new("outside_organization", ["id"], "contact_phone"),
        new("authenticator", ["account_id"], "secret"), new("signing_key", ["kid"], "private_key"),
        new("exchange_key", ["kid"], "private_key"), new("exchange_sent", ["peer_id", "number"], "payload"),
        new("exchange_received", ["peer_id", "number"], "payload"), new("installation_key", ["kid"], "private_key"),
        new("import_draft", ["id"], "content"),
        new("draft", ["account_id", "id"], "content"), new("sent_form", ["account_id", "id"], "answer"),
        new("batch_form", ["account_id", "id"], "content"),
        new("record_ask", ["owner_id", "id"], "data"),
        new("case_file_part", ["owner_id", "file_id", "place"], "content"), new("dispatch", ["org_path", "id"], "content"),
        new("national_line", ["org_path", "comparison_id", "number"], "facts"), new("national_line", ["org_path", "comparison_id", "number"], "reason"),
        new("national_task", ["branch_path", "id"], "name"), new("national_task", ["branch_path", "id"], "content"),
    ];

    // Written by no version before; the rows that lack it have an index.
    private static readonly Column Ends = new("member", ["id"], "id_tail", "id_end");

    private static readonly Column[] Records = [new("record", ["owner_id", "id"], "data")];

    /// <summary>Whether everything is encrypted with the present key: an installation that never had another one has nothing to be looked through.</summary>
    public async Task<bool> IsDoneAsync(CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        var renewed = await db.Settings.Where(one => one.Key == Setting).Select(one => one.Value).FirstOrDefaultAsync(cancellation);
        return (renewed is null ? installation.Secrets.Current == 1 : renewed == Present)
            && !await db.Database
                .SqlQuery<bool>($"select exists (select from member where id_tail is not null and id_end is null) as \"Value\"")
                .SingleAsync(cancellation);
    }

    /// <summary>Hashes the ends of ID numbers that an older version kept plain: until then nobody is found by them.</summary>
    public Task<long> HashEndsAsync(Action<string, long>? progress, CancellationToken cancellation) =>
        RenewAsync(Ends, "id_tail is not null and id_end is null",
        (reader, place) => installation.Secrets.HashEnd(installation.Secrets.Decrypt(reader.GetFieldValue<byte[]>(place))), progress, cancellation);

    /// <summary>Returns how many values it encrypted anew.</summary>
    /// <param name="progress">The table it is in, and how many values of it so far.</param>
    public async Task<long> RunAsync(Action<string, long>? progress, CancellationToken cancellation)
    {
        var present = Present;
        var all = await HashEndsAsync(progress, cancellation);
        foreach (var column in Columns)
            all += await RenewAsync(column, $"get_byte({column.Name}, 0) <> {installation.Secrets.Current}", Again, progress, cancellation);
        foreach (var records in Records)
            all += await RenewAsync(
                records, $"data ?| array[{string.Join(", ", SealedNotes.Properties.Select(name => $"'{name}'"))}]", AgainInside, progress, cancellation);
        await using var db = installation.OpenDb();
        await db.Database.ExecuteSqlAsync(
            $"insert into setting (key, value) values ({Setting}, {present}) on conflict (key) do update set value = excluded.value", cancellation);
        return all;
    }

    private string Present => $"{installation.Secrets.Mark}.{installation.Secrets.Current}";

    private object? Again(NpgsqlDataReader reader, int place)
    {
        var cipher = reader.GetFieldValue<byte[]>(place);
        return installation.Secrets.IsCurrent(cipher) ? null : installation.Secrets.Encrypt(installation.Secrets.DecryptBytes(cipher));
    }

    private object? AgainInside(NpgsqlDataReader reader, int place) => SealedNotes.Again(installation.Secrets, reader.GetString(place));

    /// <summary>Reads on one connection and writes on another, so that nothing is held longer than a batch takes.</summary>
    private async Task<long> RenewAsync(
        Column column, string where, Func<NpgsqlDataReader, int, object?> again, Action<string, long>? progress, CancellationToken cancellation)
    {
        await using var reading = await installation.DataSource.OpenConnectionAsync(cancellation);
        await using var writing = await installation.DataSource.OpenConnectionAsync(cancellation);
        await using var select = new NpgsqlCommand($"select {string.Join(", ", column.Keys)}, {column.Name} from {column.Table} where {where}", reading)
        {
            CommandTimeout = 0,
        };
        await using var reader = await select.ExecuteReaderAsync(cancellation);
        var (done, batch) = (0L, new NpgsqlBatch(writing));
        while (await reader.ReadAsync(cancellation))
        {
            if (again(reader, column.Keys.Length) is not { } value) continue;
            batch.BatchCommands.Add(Update(column, reader, value));
            if (batch.BatchCommands.Count < Batch) continue;
            await WriteAsync();
        }
        await WriteAsync();
        return done;

        async Task WriteAsync()
        {
            if (batch.BatchCommands.Count == 0) return;
            done += await batch.ExecuteNonQueryAsync(cancellation);
            await batch.DisposeAsync();
            batch = new NpgsqlBatch(writing);
            progress?.Invoke(column.Table, done);
        }
    }

    private static NpgsqlBatchCommand Update(Column column, NpgsqlDataReader row, object value)
    {
        var type = value is string ? NpgsqlDbType.Jsonb : NpgsqlDbType.Bytea;
        var places = column.Keys.Select((key, place) => $"{key} = ${place + 3}");
        var update = new NpgsqlBatchCommand(
            $"update {column.Table} set {column.Written ?? column.Name} = $1 where {column.Name} = $2 and {string.Join(" and ", places)}");
        update.Parameters.Add(new NpgsqlParameter { Value = value, NpgsqlDbType = type });
        update.Parameters.Add(new NpgsqlParameter { Value = row.GetValue(column.Keys.Length), NpgsqlDbType = type });
        for (var place = 0; place < column.Keys.Length; place++)
            update.Parameters.Add(new NpgsqlParameter { Value = row.GetValue(place) });
        return update;
    }

    /// <param name="Written">The column that is written, where it is not the one that is read.</param>
    private sealed record Column(string Table, string[] Keys, string Name, string? Written = null);
}
