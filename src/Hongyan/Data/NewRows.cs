using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Data;

/// <summary>
/// New rows by the thousand, gathered beside the connection and then sent by COPY: nothing of them is tracked, and nothing is held once
/// it is sent. They leave the marks that <see cref="HongyanDb"/> leaves for what it tracks.
/// </summary>
internal sealed class NewRows(Secrets secrets)
{
    private readonly Dictionary<CopyTable, CopyRows> rows = Tables.Imported.ToDictionary(table => table, _ => new CopyRows(secrets));
    private readonly HashSet<string> touched = [];

    public void Add(Member member) => Add(Tables.Member, member);

    public void Add(MemberIdentity identity) => Add(Tables.Identity, identity);

    /// <summary>Sent after his stay, by which whoever sends it sees him.</summary>
    public void Add(GuestNumber number) => Add(Tables.GuestNumber, number);

    /// <summary>As it stands now: what changes afterwards is not sent.</summary>
    public void Add(Sojourn sojourn)
    {
        Touch(sojourn.HomePath);
        Touch(sojourn.HostPath);
        Add(Tables.Sojourn, sojourn);
    }

    public void Add(Record record) => Add(Tables.Record, record);

    public void Add(KeptDuty duty)
    {
        Touch(duty.OrgPath);
        Add(Tables.Duty, duty);
    }

    public void Add(KeptCertificate certificate) => Add(Tables.Certificate, certificate);

    public void Add(AuditEntry entry) => Add(Tables.Audit, entry);

    /// <summary>Within the caller's transaction, and within his scope: where rows are checked one by one, they are sent to a table beside it first.</summary>
    public async Task SendAsync(HongyanDb db, CancellationToken cancellation)
    {
        if (rows.Values.All(one => one.Count == 0)) return;
        foreach (var path in touched)
            Add(Tables.Mark, new OrganizationFiguresMark { Id = Guid.CreateVersion7(), OrgPath = path });
        await db.Database.OpenConnectionAsync(cancellation);
        try
        {
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            var isChecked = await IsCheckedAsync(connection, cancellation);
            foreach (var table in Tables.Imported.Where(table => rows[table].Count > 0))
            {
                if (isChecked)
                    await SendBesideAsync(connection, table, cancellation);
                else
                    await rows[table].SendAsync(connection, table.Copy(), cancellation);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private void Add<T>(CopyTable<T> table, T one) => table.Send(rows[table], one);

    private void Touch(string? path)
    {
        if (path is not null)
            touched.Add(path);
    }

    /// <summary>PostgreSQL takes no COPY into a table whose policies hold for whoever sends it.</summary>
    private static async Task<bool> IsCheckedAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select row_security_active('{Tables.Member.Name}')", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task SendBesideAsync(NpgsqlConnection connection, CopyTable table, CancellationToken cancellation)
    {
        var beside = "new_" + table.Name;
        await ExecuteAsync(connection, $"select rows_beside('{table.Name}')", cancellation);
        await rows[table].SendAsync(connection, table.Copy(into: beside), cancellation);
        await ExecuteAsync(connection, $"insert into {table.Name} ({table.List}) select {table.List} from {beside}; truncate {beside}", cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
