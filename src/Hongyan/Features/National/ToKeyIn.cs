using Hongyan.Data;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.National;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>A stay that is to be keyed in there.</summary>
/// <param name="DueOn">By when a duty or a task asks for it; nothing where neither does.</param>
internal sealed record KeyInLine(Guid PersonId, Guid SojournId, string Name, string Branch, DateOnly DepartedOn, DateOnly? DueOn, long All);

/// <summary>A value to be copied, under the heading it has there.</summary>
internal sealed record KeyInValue(string Column, string Heading, object? Value)
{
    /// <summary>As somebody types it.</summary>
    public string Text => Value is DateOnly day ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : Value?.ToString() ?? "";
}

/// <summary>全国系统待录入: what duties and tasks ask to be keyed in, and each stay in the order and the codes of that system.</summary>
public sealed class ToKeyIn(HongyanDb db, PolicyLibrary policy, Secrets secrets, Actor actor, TimeProvider clock)
{
    public const int OnPage = 50;
    private static readonly string[] Types = ["departure-reported", "reported-in", "placed"];
    private readonly Words words = Words.Chinese;

    private NationalLayout Layout => policy.National;

    internal static Side SideOf(string side) => side == NationalLayout.Inflow ? Side.Host : Side.Home;

    /// <param name="all">Also stays that nobody asks for and of which nothing says that they stand there.</param>
    /// <param name="take">How many; as many as there are without it.</param>
    internal Task<List<KeyInLine>> ListAsync(string side, bool all, int page, int? take, CancellationToken cancellation)
    {
        var (top, today, isOut) = (actor.OrgPath ?? "-", ChinaDate.Today(clock), side == NationalLayout.Outflow);
        var (end, owed, by) = (top + "/", isOut ? "home-branch" : "host-branch", isOut ? "home" : "host");
        return db.Database.SqlQuery<KeyInLine>($"""
            with asked as (
              select owner_id as person_id, case_id as sojourn_id, due_on from duty_owed
              where kind = 'register-nationally' and owed_by = {owed} and opens_on <= {today} and owed_until > {today}
                and org_path >= {top} and org_path < {end}
              union all
              select person_id, sojourn_id, due_on from national_task
              where kind = 'key-in' and done_on is null and side = {side} and branch_path >= {top} and branch_path < {end}
              union all
              select s.member_id, s.id, null from sojourn s
              where {all} and s.ended_on is null and s.departed_on <= {today} and s.state <> 'cancelled'
                and ({isOut} and s.home_path >= {top} and s.home_path < {end}
                  or not {isOut} and s.state = 'placed' and s.host_path >= {top} and s.host_path < {end})
                and not exists (select from record r where r.owner_id = s.member_id and r.case_id = s.id
                  and r.type in ('registered-nationally', 'not-national') and r.data ->> 'by' = {by}
                  and not exists (select from record l where l.owner_id = r.owner_id and l.case_id = r.case_id and l.corrects_id = r.id))
            ), each_one as (
              select person_id, sojourn_id, min(due_on) as due_on from asked group by person_id, sojourn_id
            )
            select s.member_id as "PersonId", s.id as "SojournId", m.name as "Name", o.name as "Branch", s.departed_on as "DepartedOn", e.due_on as "DueOn",
                   count(*) over () as "All"
            from each_one e join sojourn s on s.member_id = e.person_id and s.id = e.sojourn_id join member m on m.id = s.member_id
            join organization o on o.path = case when {isOut} then s.home_path else s.host_path end
            order by e.due_on nulls last, o.path, m.name, s.id
            limit {take}::bigint offset {(page - 1) * (take ?? 0)}
            """).ToListAsync(cancellation);
    }

    /// <summary>The values of one stay; nothing for one that is out of sight or not the reader's side.</summary>
    /// <param name="inFull">With the numbers of ID and telephone.</param>
    internal async Task<(SojournOnPaper Stay, IReadOnlyList<KeyInValue> Values)?> ValuesAsync(
        Guid member, Guid sojourn, string side, bool inFull, CancellationToken cancellation)
    {
        if (!await db.Sojourns.AnyAsync(one => one.MemberId == member && one.Id == sojourn, cancellation)
            || await new SojournPaperReading(db).FindAsync(member, sojourn, cancellation) is not { } stay
            || !Writers.SidesOf(actor, stay.Sojourn.HomePath, stay.Sojourn.HostPath).Contains(SideOf(side)))
            return null;
        return (stay, [.. Layout.Keying[side].Select(column => new KeyInValue(column, Layout.ColumnOf(column).Heading, ValueOf(column, stay, inFull)))]);
    }

    /// <summary>All that are to be keyed in, row by row in the columns of that system.</summary>
    internal async Task<Documents.Sheet> SheetAsync(string side, bool all, string title, string subtitle, CancellationToken cancellation)
    {
        var lines = await ListAsync(side, all, 1, take: null, cancellation);
        List<Guid> ids = [.. lines.Select(line => line.SojournId)];
        var stays = new SojournPaperReading(db).ReadAsync(
            db.Sojourns.AsNoTracking().Where(one => ids.Contains(one.Id)).OrderBy(one => one.HomePath).ThenBy(one => one.HostPath).ThenBy(one => one.Id),
            Types, cancellation);
        var columns = Layout.Keying[side];
        return new Documents.Sheet(title,
            [.. columns.Select(column => new Documents.Column(Layout.ColumnOf(column).Heading, KindOf(column), Width: WidthOf(column)))],
            stays.Select(stay => (IReadOnlyList<object?>)[.. columns.Select(column => ValueOf(column, stay, inFull: true))]))
        {
            Subtitle = subtitle,
        };
    }

    private static Documents.ColumnKind KindOf(string column) =>
        column is "born" or "departed" or "arrived" or "returned" ? Documents.ColumnKind.Date : Documents.ColumnKind.Text;

    private static double WidthOf(string column) => column is "idNumber" or "home" or "host" or "place" ? 22 : 12;

    private object? ValueOf(string column, SojournOnPaper stay, bool inFull) => column switch
    {
        "name" => stay.Member.Name,
        "idNumber" => inFull ? NumberOf(stay) : stay.Member.IdTail is { } tail ? "…" + tail : null,
        "sex" => stay.Member.Sex is "male" or "female" ? Layout.WordOf(column, stay.Member.Sex) : null,
        "born" => stay.Member.Born,
        "home" => words.Home(stay.Home),
        "departed" => stay.Sojourn.DepartedOn,
        "arrived" => stay.ArrivedOn,
        "reason" => stay.Sojourn.Reason is { } reason ? Layout.WordOf(column, reason) : null,
        "place" => stay.Sojourn.Destination,
        "host" => stay.HostName is { Length: > 0 } host ? host : null,
        "phone" => stay.Member.Phone is not { } phone ? null : inFull ? phone : Masked.Phone(phone),
        "certificate" => stay.Sojourn.CertificateNumber,
        "state" => Layout.WordOf(column, stay.Sojourn.EndedOn is null ? NationalLayout.Open
            : stay.Sojourn.State == SojournState.Returned ? NationalLayout.Returned : NationalLayout.Over),
        "returned" => stay.Sojourn.EndedOn,
        _ => null,
    };

    /// <summary>The whole number for home, and for the host of a guest, of whom nobody here knows more.</summary>
    private string? NumberOf(SojournOnPaper stay) =>
        stay.Member.IdNumber is { } cipher && (Writers.Within(stay.Member.HomePath, actor.OrgPath)
            || (stay.Sojourn.HomeIsOutside && Writers.Within(stay.Sojourn.HostPath, actor.OrgPath))) ? secrets.Decrypt(cipher) : null;
}
