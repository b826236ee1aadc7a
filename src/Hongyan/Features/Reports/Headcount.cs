using Hongyan.Data;
using Hongyan.Rules.Statistics;
using Npgsql;

namespace Hongyan.Features.Reports;

/// <summary>So many people of one kind; or one who has to be looked at, and counts for nothing here.</summary>
internal sealed record Counted(string Sex, string Age, string Education, string Region, string Duration, Guid? Apart, int People, DateOnly Born, DateOnly DepartedOn)
{
    /// <summary>One of them.</summary>
    public FloatingPerson One { get; } = new(Guid.Empty, Flow.Outflow, Sex, Born, Education, Places.Province(Region), DepartedOn);

    /// <summary>What a breakdown tells them from others by.</summary>
    public string By(string breakdown) => breakdown switch
    {
        "sex" => Sex,
        "age" => Age,
        "education" => Education,
        "direction" => Region,
        "duration" => Duration,
        _ => throw new ArgumentOutOfRangeException(nameof(breakdown), breakdown, "There is no such breakdown."),
    };
}

/// <summary>Has the database count and find who is away: the functions of 0029_situation.sql.</summary>
internal sealed class Headcount(HongyanDb db, DateOnly day, string path)
{
    private readonly DateOnly[] births = [.. Situation.BirthBorders(day)];
    private readonly DateOnly[] departures = [.. Situation.DepartureBorders(day)];

    public async Task<int> MembersAsync(CancellationToken cancellation) =>
        (await Rows.ReadAsync(db, "select situation_members($1, $2)::integer", [path, day], row => row.GetInt32(0), cancellation))[0];

    /// <summary>Those registered here. Who is away twice, or is one of <paramref name="apart"/>, has a row of his own.</summary>
    public Task<List<Counted>> OutflowAsync(Guid[] apart, CancellationToken cancellation) => Rows.ReadAsync(db, """
        select sex, age::text, education, region, duration::text, apart, people::integer, born, departed_on from situation_outflow($1, $2, $3, $4, $5)
        """, [path, day, births, departures, apart], row => new Counted(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetGuid(5), row.GetInt32(6),
            row.GetFieldValue<DateOnly>(7), row.GetFieldValue<DateOnly>(8)), cancellation);

    /// <summary>Stays of those registered elsewhere that were here that day, and some that were not.</summary>
    public Task<List<StayKey>> InflowAsync(CancellationToken cancellation) =>
        Rows.ReadAsync(db, "select member_id, sojourn_id from situation_inflow($1, $2) order by 1, 2", [path, day], Key, cancellation);

    /// <summary>The stays of some of those registered here.</summary>
    public Task<List<StayKey>> StaysOfAsync(Guid[] members, CancellationToken cancellation) => Rows.ReadAsync(db, """
        select s.member_id, s.id from unnest($3) k (member_id) join away_on($2) s on s.member_id = k.member_id
        where s.home_path >= $1 and s.home_path < $1 || '/' order by 1, 2
        """, [path, day, members], Key, cancellation);

    /// <summary>All of both flows, in the order of the members.</summary>
    public Task<List<StayKey>> AllAsync(CancellationToken cancellation) => Rows.ReadAsync(db, """
        select s.member_id, s.id from away_on($2) s where s.home_path >= $1 and s.home_path < $1 || '/'
        union all select member_id, sojourn_id from situation_inflow($1, $2) order by 1, 2
        """, [path, day], Key, cancellation);

    /// <summary>Those who were counted and whom a breakdown tells by one of the values; branch by branch, by name.</summary>
    public Task<List<StayKey>> CountedAsync(string breakdown, string[] values, Guid[] apart, int skip, int take, CancellationToken cancellation) => Rows.ReadAsync(db, $"""
        select s.member_id, s.sojourn_id from situation_stay($1, $2, $3, $4) s
        where {(breakdown == "direction" ? "region" : breakdown)}::text = any($5) and s.member_id not in (select unnest($6))
        order by s.home_path, s.name, s.member_id limit $7 offset $8
        """, [path, day, births, departures, values, apart, take, skip], Key, cancellation);

    private static StayKey Key(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetGuid(1));
}
