using Hongyan.Features.Duties;
using Hongyan.Records;

namespace Hongyan.Features.Lists;

/// <summary>What lists of stays have in common: their tables, their ends, their columns and filters.</summary>
internal static class SojournColumns
{
    public const string Tables = """
        sojourn s
        join member m on m.id = s.member_id
        left join organization home on home.path = s.home_path
        left join organization host on host.path = s.host_path
        """;

    public const string OfDuties = "duty_owed d join sojourn s on s.member_id = d.owner_id and s.id = d.case_id" + "\n" + """
        join member m on m.id = s.member_id
        left join organization home on home.path = s.home_path
        left join organization host on host.path = s.host_path
        """;

    public const string AtHome = "s.home_path >= @lo and s.home_path < @hi";
    public const string AtHost = "s.host_path >= @lo and s.host_path < @hi";
    public const string AtEither = $"({AtHome} or {AtHost})";

    /// <summary>Of the view duty_owed: to be done now.</summary>
    public const string Owed = "d.opens_on <= @today and d.owed_until > @today";

    /// <summary>Away: left and not back. Of those at home here it is the outflow.</summary>
    public const string Away = "s.departed_on <= @today and s.ended_on is null";

    /// <summary>Away, and received by a host that lies here: the inflow.</summary>
    public const string Hosted = Away + " and s.host_at >= @lo and s.host_at < @hi and s.host_at <> all ((select hosts_elsewhere(@lo))::text[])";

    private const string NotLeft = "s.departed_on > @today and s.ended_on is null";
    private const string Expected = Away + " and s.host_from is null";

    // By pronunciation where the server knows it, see 0008_lists.sql
    public static readonly Column Member = new("name", "m.name") { Order = "m.name collate hongyan_name" };
    public static readonly Column Branch =
        new("branch", "coalesce(home.name, guest_home(s.home_outside, s.home_words))", Show.Home) { Order = "s.home_path" };
    public static readonly Column Host = new("host", "coalesce(host.name, s.host_name)") { Order = "coalesce(s.host_path, s.host_name)" };
    public static readonly Column State =
        new("state", "case when s.lost_on is not null and s.ended_on is null then 'lost' else s.state end", Show.Coded) { Words = ("Duties", "sojourn.") };
    public static readonly Column Destination = new("destination", "s.destination");
    public static readonly Column Departed = new("departed", "s.departed_on", Show.Day);
    public static readonly Column Ended = new("ended", "s.ended_on", Show.Day) { OnlyInFile = true };
    public static readonly Column LastContact = new("last-contact", "s.last_contact_on", Show.Day);
    public static readonly Column Employer = new("employer", "s.employer");
    public static readonly Column Certificate = new("certificate", "s.certificate_number");
    public static readonly Column Contact = new("contact", "s.home_contact") { OnlyInFile = true };
    public static readonly Column Phone = new("phone", "m.phone", Show.Encrypted) { Order = "", OnlyInFile = true };
    public static readonly Column Sex = new("sex", "m.sex", Show.Coded) { Words = ("Members", "sex."), OnlyInFile = true };
    public static readonly Column Due = new("due", "d.due_on", Show.DueDay);
    public static readonly Column Overdue = new("overdue", $"""
        (select count(*) from duty_owed o where o.owner_id = s.member_id and o.case_id = s.id
           and o.due_on < @today and o.owed_until > @today
           and o.org_path >= @lo and o.org_path < @hi and o.kind not in ('{string.Join("', '", DutyCloser.OfOrganizations)}'))
        """, Show.BadCount);

    /// <summary>Nobody did them in their time, this year.</summary>
    public static readonly Column Missed = new("missed", $"""
        (select count(*) from duty_owed o where o.owner_id = s.member_id and o.case_id = s.id
           and o.missed_on <= @today and o.missed_on >= date_trunc('year', @today::timestamp)
           and o.org_path >= @lo and o.org_path < @hi and o.kind not in ('{string.Join("', '", DutyCloser.OfOrganizations)}'))
        """, Show.Count);

    public static readonly Column Lost = new("out-of-contact", "s.lost_on", Show.Day);

    public static readonly TextFilter ByName = new("q", "m.name");
    public static readonly TextFilter ByPlace = new("place", "s.destination", "s.host_name", "s.employer");
    public static readonly DayFilter ByDeparture = new("departed", "s.departed_on");

    /// <summary>A sojourn that is to come, or has ended, is on a list of people away only when it is asked for.</summary>
    public static readonly ChoiceFilter ByOutflow = ByState(
        ("", Away), ("within", Hosted), ("reported", NotLeft), ("away", "s.state = 'away' and " + Away));

    public static readonly ChoiceFilter ByInflow = ByState(("", Hosted), ("within", $"{Hosted} and {AtHome}"), ("expected", Expected),
        ("outside", $"{Hosted} and s.home_path is null"));

    public static readonly ChoiceFilter ByUrgency = new("when",
        ("", ""),
        ("overdue", "d.due_on < @today"),
        ("open", "d.due_on >= @today"));

    private static ChoiceFilter ByState(params (string, string)[] first) => new("state",
        [.. first, ("reported-in", "s.state = 'reported-in'"), ("refused", "s.state = 'refused'"), ("placed", "s.state = 'placed'"),
            ("lost", "s.ended_on is null and s.lost_on is not null"),
            ("ended", "s.ended_on is not null"), ("all", "")]);

    /// <summary>Whether something of a type was recorded for the stay.</summary>
    public static string Has(string type) =>
        $"exists (select from record r where r.owner_id = s.member_id and r.case_id = s.id and r.type = '{type}')";

    /// <summary>The last day on which something of a type was recorded for the stay.</summary>
    public static Column LastOf(string name, string type, string more = "") => new(name,
        $"(select max(r.on_date) from record r where r.owner_id = s.member_id and r.case_id = s.id and r.type = '{type}'{more})", Show.Day);
}
