using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Npgsql;

namespace Hongyan.Features.Duties;

/// <summary>A stay with all that its duties are told from, and those that are kept.</summary>
internal sealed record LoadedSojourn(Member Member, Sojourn Sojourn)
{
    private readonly List<WrittenRecord> records = [];
    private readonly List<KeptDuty> duties = [];

    public IReadOnlyList<KeptDuty> Duties => duties;

    public void Add(WrittenRecord record) => records.Add(record);

    public void Add(KeptDuty duty) => duties.Add(duty);

    /// <summary>What happened: without what a later record corrects.</summary>
    public IEnumerable<SojournEvent> Events() => WrittenRecord.Events(records);
}

/// <summary>Reads all stays in the order of their members, a thousand at a time, with three statements for each thousand.</summary>
internal sealed class SojournReader(Installation installation) : IAsyncDisposable
{
    private const int AtOnce = 1000;
    private NpgsqlConnection? connection;
    private Guid last = Guid.Empty;

    public async Task<IReadOnlyList<LoadedSojourn>> NextAsync(CancellationToken cancellation)
    {
        connection ??= await installation.DataSource.OpenConnectionAsync(cancellation);
        var stays = await SojournsAsync(cancellation);
        if (stays.Count == AtOnce && stays[0].Member.Id is var first && stays[^1].Member.Id is var cut && cut != first)
            stays.RemoveAll(stay => stay.Member.Id == cut); // a member's stays are read together
        if (stays.Count == 0)
            return [];
        var byId = stays.ToDictionary(stay => stay.Sojourn.Id);
        var (from, to) = (stays[0].Member.Id, stays[^1].Member.Id);
        await ReadAsync("""
            select case_id, id, corrects_id, data::text, recorded_at from record where owner_id >= $1 and owner_id <= $2 and case_kind = 'sojourn'
            """, from, to,
            row => byId.GetValueOrDefault(row.GetGuid(0))?.Add(new WrittenRecord(row.GetGuid(1), row.IsDBNull(2) ? null : row.GetGuid(2),
                SealedNotes.Read(installation.Secrets, row.GetString(3)), row.GetFieldValue<DateTimeOffset>(4))), cancellation);
        await ReadAsync("""
            select case_id, kind, period, owed_by, org_path, opens_on, due_on, done_on, closed_by, moot_on, waived_on, note, clauses, profile, home_path,
              host_path,
                   late_on, missed_on, part, unpublished_year
            from duty where owner_id >= $1 and owner_id <= $2 and case_kind = 'sojourn'
            """, from, to, row => byId.GetValueOrDefault(row.GetGuid(0))?.Add(DutyIn(row)), cancellation);
        last = to;
        return stays;
    }

    public async ValueTask DisposeAsync()
    {
        if (connection is not null)
            await connection.DisposeAsync();
    }

    private async Task<List<LoadedSojourn>> SojournsAsync(CancellationToken cancellation)
    {
        var stays = new List<LoadedSojourn>(AtOnce);
        await using var command = new NpgsqlCommand("""
            select s.member_id, s.id, s.home_path, s.host_path, s.state, s.departed_on, s.ended_on, s.duties_until,
                   s.reported_on, s.host_at, s.host_from, s.hosts_before,
                   m.status, m.joined, m.probation_ends, m.category, m.abroad, coalesce(m.rural, false), m.details_on
            from sojourn s join member m on m.id = s.member_id where s.member_id > $1 order by s.member_id, s.id limit $2
            """, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = last });
        command.Parameters.Add(new NpgsqlParameter { Value = AtOnce });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
        {
            var member = stays is [.., { Member: var before }] && before.Id == row.GetGuid(0) ? before : MemberIn(row);
            stays.Add(new LoadedSojourn(member, new Sojourn
            {
                MemberId = member.Id,
                Id = row.GetGuid(1),
                HomePath = Text(row, 2),
                HostPath = Text(row, 3),
                State = row.GetString(4),
                DepartedOn = row.GetFieldValue<DateOnly>(5),
                EndedOn = Day(row, 6),
                DutiesUntil = Day(row, 7),
                ReportedOn = Day(row, 8),
                HostAt = Text(row, 9),
                HostFrom = Day(row, 10),
                HostsBefore = Text(row, 11),
            }));
        }
        return stays;
    }

    private async Task ReadAsync(string sql, Guid from, Guid to, Action<NpgsqlDataReader> take, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter { Value = from });
        command.Parameters.Add(new NpgsqlParameter { Value = to });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        while (await row.ReadAsync(cancellation))
            take(row);
    }

    // Only what the rules read of a member.
    private static Member MemberIn(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        HomePath = Text(row, 2),
        Name = "",
        Sex = "",
        Born = DateOnly.MinValue,
        Status = row.GetString(12),
        Joined = Day(row, 13),
        ProbationEnds = Day(row, 14),
        Category = row.GetString(15),
        Abroad = row.GetBoolean(16),
        Rural = row.GetBoolean(17),
        DetailsOn = Day(row, 18),
    };

    private static KeptDuty DutyIn(NpgsqlDataReader row) => new()
    {
        OwnerId = Guid.Empty,
        Id = Guid.Empty,
        CaseId = row.GetGuid(0),
        CaseKind = KeptDuty.OfSojourn,
        Kind = row.GetString(1),
        Period = Text(row, 2),
        OwedBy = row.GetString(3),
        OrgPath = Text(row, 4),
        OpensOn = row.GetFieldValue<DateOnly>(5),
        DueOn = row.GetFieldValue<DateOnly>(6),
        DoneOn = Day(row, 7),
        ClosedBy = Text(row, 8),
        MootOn = Day(row, 9),
        WaivedOn = Day(row, 10),
        Note = Text(row, 11),
        Clauses = row.GetFieldValue<string[]>(12),
        Profile = row.GetString(13),
        HomePath = Text(row, 14),
        HostPath = Text(row, 15),
        LateOn = Day(row, 16),
        MissedOn = Day(row, 17),
        Part = Text(row, 18),
        UnpublishedYear = row.IsDBNull(19) ? null : row.GetInt32(19),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateOnly? Day(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);
}
