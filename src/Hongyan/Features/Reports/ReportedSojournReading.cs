using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Hongyan.Features.Reports;

/// <summary>Reads stays as they stood on a day, some at a time, with two statements for each part.</summary>
internal sealed class ReportedSojournReading(HongyanDb db, DateOnly day, string path)
{
    private const int AtOnce = 500;

    // What says who is the host, and what a correction took back of that.
    private static readonly string[] OfHost =
    [
        .. SojournRecords.Book.Types.Where(type => type.NamesHost).Select(type => type.Name),
        Announced.Type.Name, HomeAsked.Type.Name, HomeAnswered.Type.Name, HomeChanged.Type.Name, // of guests
    ];

    /// <summary>Parts of the keys, in their order; the stays of one member are never in two of them.</summary>
    public static IEnumerable<IReadOnlyList<SojournKey>> Parts(IReadOnlyList<SojournKey> ofMembers)
    {
        for (var (from, to) = (0, 0); from < ofMembers.Count; from = to)
        {
            to = Math.Min(from + AtOnce, ofMembers.Count);
            while (to < ofMembers.Count && ofMembers[to].MemberId == ofMembers[to - 1].MemberId)
                to++;
            yield return [.. ofMembers.Skip(from).Take(to - from)];
        }
    }

    /// <summary>With all that is written of them.</summary>
    public Task<IReadOnlyList<ReportedSojourn>> ReadAsync(IReadOnlyList<SojournKey> keys, CancellationToken cancellation) => ReadAsync(keys, "", cancellation);

    /// <summary>With no more events than tell who was the host and, of a guest, what his home has said.</summary>
    public Task<IReadOnlyList<ReportedSojourn>> ReadHostsAsync(IReadOnlyList<SojournKey> keys, CancellationToken cancellation) =>
        ReadAsync(keys, "where r.type = any($3) or r.corrects_id is not null", cancellation);

    /// <summary>In the order of the keys; without those that on that day were not here, and those out of sight.</summary>
    private async Task<IReadOnlyList<ReportedSojourn>> ReadAsync(IReadOnlyList<SojournKey> keys, string which, CancellationToken cancellation)
    {
        if (keys.Count == 0)
            return [];
        object[] asked = [keys.Select(key => key.MemberId).ToArray(), keys.Select(key => key.Id).ToArray()];
        var read = await Rows.ReadAsync(db, """
            select s.member_id, s.id, s.home_path, s.host_path, s.host_name, s.state, s.departed_on, s.destination, s.destination_code,
                   m.name, m.sex, m.born, m.education, m.status, m.joined, m.probation_ends, m.category, m.abroad, coalesce(m.rural, false), m.details_on,
                   (select hosts_elsewhere($3)), case when s.home_path is null then guest_home(s.home_outside, s.home_words) end,
                   (select o.region_code from outside_organization o where o.id = outside_root(s.home_outside))
            from unnest($1, $2) with ordinality k (member_id, id, place)
            join sojourn s on s.member_id = k.member_id and s.id = k.id join member m on m.id = s.member_id
            order by k.place
            """, [.. asked, path], row => (Member: MemberIn(row), Sojourn: SojournIn(row), Elsewhere: row.GetFieldValue<string[]>(20),
                Outside: Rows.Text(row, 21), Region: Rows.Text(row, 22)), cancellation);
        var records = (await Rows.ReadAsync(db, $"""
            select r.case_id, r.id, r.corrects_id, r.data::text, r.recorded_at
            from unnest($1, $2) k (member_id, id) join record r on r.owner_id = k.member_id and r.case_id = k.id
            {which} order by r.on_date, r.recorded_at, r.id
            """, which.Length > 0 ? [.. asked, OfHost] : asked, row => (Of: row.GetGuid(0), Record: RecordIn(row)), cancellation))
                .ToLookup(one => one.Of, one => one.Record);
        return [.. read.Select(one => ReportedSojourn.On(day, path, one.Member, one.Sojourn, [.. records[one.Sojourn.Id]], one.Elsewhere) is { } stay
            ? stay with { HomeOutside = one.Outside, HomeRegion = one.Region } : null).OfType<ReportedSojourn>()];
    }

    private WrittenRecord RecordIn(NpgsqlDataReader row) =>
        new(row.GetGuid(1), row.IsDBNull(2) ? null : row.GetGuid(2), SealedNotes.Read(db.Secrets, row.GetString(3)), row.GetFieldValue<DateTimeOffset>(4));

    private static Sojourn SojournIn(NpgsqlDataReader row) => new()
    {
        MemberId = row.GetGuid(0),
        Id = row.GetGuid(1),
        HomePath = Rows.Text(row, 2),
        HostPath = Rows.Text(row, 3),
        HostName = Rows.Text(row, 4),
        State = row.GetString(5),
        DepartedOn = row.GetFieldValue<DateOnly>(6),
        Destination = Rows.Text(row, 7),
        DestinationCode = Rows.Text(row, 8),
    };

    // Only what figures, names and rules need: nothing is decrypted.
    private static Member MemberIn(NpgsqlDataReader row) => new()
    {
        Id = row.GetGuid(0),
        HomePath = Rows.Text(row, 2),
        Name = row.GetString(9),
        Sex = row.GetString(10),
        Born = Rows.Day(row, 11),
        Education = Rows.Text(row, 12),
        Status = row.GetString(13),
        Joined = Rows.Day(row, 14),
        ProbationEnds = Rows.Day(row, 15),
        Category = row.GetString(16),
        Abroad = row.GetBoolean(17),
        Rural = row.GetBoolean(18),
        DetailsOn = Rows.Day(row, 19),
    };
}
