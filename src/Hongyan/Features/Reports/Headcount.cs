using Hongyan.Data;
using Hongyan.Rules.Statistics;
using Npgsql;

namespace Hongyan.Features.Reports;

/// <summary>So many people of one kind; or one who has to be looked at, and counts for nothing here.</summary>
internal sealed record Counted(
    string Sex, string Age, string Education, string Region, string Duration, bool IsWithin, Guid? Apart, int People, DateOnly Born, DateOnly DepartedOn)
{
    /// <summary>One of them.</summary>
    public FloatingPerson One { get; } = new(Guid.Empty, Flow.Outflow, Sex, Born, Education, OrganizationPlaces.Province(Region), DepartedOn, IsWithin);

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

/// <summary>Has the database count and find who is away: the functions of 0052_figures.sql.</summary>
internal sealed class Headcount(HongyanDb db, DateOnly day, string path)
{
    // Those registered here, $1, who are away on the day, $2.
    private const string Away = """
        s.departed_on <= $2 and (s.ended_on is null or s.ended_on > $2) and s.state <> 'cancelled' and s.home_path >= $1 and s.home_path < $1 || '/'
        """;

    private readonly DateOnly[] births = [.. Situation.BirthBorders(day)];
    private readonly DateOnly[] departures = [.. Situation.DepartureBorders(day)];

    /// <summary>
    /// The members registered here; and beside the figures: those whose reported departure was still to come, and people whom a named host
    /// had not received yet.
    /// </summary>
    public async Task<(int Members, int NotLeft, int Expected)> BesideAsync(CancellationToken cancellation) =>
        (await Rows.ReadAsync(db, "select members::integer, not_left::integer, expected::integer from situation_members($1, $2), situation_beside($1, $2)",
            [path, day], row => (row.GetInt32(0), row.GetInt32(1), row.GetInt32(2)), cancellation))[0];

    /// <summary>Those registered here who are away twice on that day.</summary>
    public Task<List<Guid>> TwiceAsync(CancellationToken cancellation) =>
        Rows.ReadAsync(db, "select member_id from situation_twice($1, $2) member_id", [path, day], row => row.GetGuid(0), cancellation);

    /// <summary>Those registered here. Who is one of <paramref name="apart"/>, or whose records have to tell where he is, has a row of his own.</summary>
    public Task<List<Counted>> OutflowAsync(Guid[] apart, CancellationToken cancellation) => Rows.ReadAsync(db, """
        select sex, age::text, education, region, duration::text, is_within, apart, people::integer, born, departed_on
          from situation_outflow($1, $2, $3, $4, $5)
        """, [path, day, births, departures, apart], row => new Counted(
            row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetBoolean(5),
            row.IsDBNull(6) ? null : row.GetGuid(6),
            row.GetInt32(7), row.GetFieldValue<DateOnly>(8), row.GetFieldValue<DateOnly>(9)), cancellation);

    /// <summary>How many records of the time up to the day were entered or corrected after it, and on which day the last.</summary>
    public async Task<(int Count, DateOnly? Last)> AddedLaterAsync(CancellationToken cancellation) =>
        (await Rows.ReadAsync(db, "select added::integer, last_on from situation_added_later($1, $2)", [path, day],
            row => (row.GetInt32(0), Rows.Day(row, 1)), cancellation))[0];

    /// <summary>Stays of those registered elsewhere that were here that day.</summary>
    public Task<List<SojournKey>> InflowAsync(CancellationToken cancellation) =>
        Rows.ReadAsync(db, "select member_id, sojourn_id from situation_inflow($1, $2) order by 1, 2", [path, day], Key, cancellation);

    /// <summary>The stays of some of those registered here.</summary>
    public Task<List<SojournKey>> StaysOfAsync(Guid[] members, CancellationToken cancellation) => Rows.ReadAsync(db, $"""
        select s.member_id, s.id from sojourn s where s.member_id = any($3) and {Away} order by 1, 2
        """, [path, day, members], Key, cancellation);

    /// <summary>All of both flows, in the order of the members.</summary>
    public Task<List<SojournKey>> AllAsync(CancellationToken cancellation) => Rows.ReadAsync(db, $"""
        select s.member_id, s.id from sojourn s where {Away}
        union all select member_id, sojourn_id from situation_inflow($1, $2) order by 1, 2
        """, [path, day], Key, cancellation);

    /// <summary>Those who were counted and whom a breakdown tells by one of the values; branch by branch, by name.</summary>
    public Task<List<SojournKey>> CountedAsync(string breakdown, string[] values, Guid[] apart, int skip, int take, CancellationToken cancellation) =>
        Rows.ReadAsync(db, $"""
        select s.member_id, s.id from sojourn s join member m on m.id = s.member_id
        where {Away} and {Told(breakdown)}::text = any($4) and s.member_id <> all($5)
        order by s.home_path, m.name, s.member_id limit $6 offset $7
        """, [path, day, Borders(breakdown), values, apart, take, skip], Key, cancellation);

    // As situation_outflow tells them apart; $3 are the borders of what lies between borders.
    private static string Told(string breakdown) => breakdown switch
    {
        "sex" => "m.sex",
        "age" => "width_bucket(m.born, $3)",
        "education" => "coalesce(m.education, '')",
        "direction" => "case when length(s.destination_code) >= 2 then left(s.destination_code, 2) else '' end",
        "duration" => "width_bucket(s.departed_on, $3)",
        _ => throw new ArgumentOutOfRangeException(nameof(breakdown), breakdown, "There is no such breakdown."),
    };

    private DateOnly[] Borders(string breakdown) => breakdown == "age" ? births : departures;

    private static SojournKey Key(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetGuid(1));
}
