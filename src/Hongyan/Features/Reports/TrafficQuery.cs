using Hongyan.Data;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>Reads what went between an organisation, with all below it, and others outside. What the reader may not see counts for nothing.</summary>
internal sealed class TrafficQuery(HongyanDb db)
{
    public async Task<OutsideTraffic> AsOfAsync(DateOnly day, string path, CancellationToken cancellation) => new(day, await Rows.ReadAsync(db, """
        select 'refused', coalesce(r.data ->> 'code', ''), r.on_date, null::date, count(*)::integer from record r
        where r.type = 'refused' and r.home_path is null and r.host_path >= $1 and r.host_path < $1 || '/' and r.on_date between $2 and $3
          and not exists (select from record later where later.owner_id = r.owner_id and later.corrects_id = r.id)
        group by 2, 3
        union all
        select 'letter', d.way, d.sent_on, d.answered_on, count(*)::integer from dispatch d
        where d.org_path >= $1 and d.org_path < $1 || '/' and d.sent_on between $2 and $3 group by 2, 3, 4
        union all
        select 'message', m.state, (m.queued_at at time zone 'Asia/Shanghai')::date, m.answered_on, count(*)::integer
        from exchange_sent m join organization o on o.id = m.org_id
        where o.path >= $1 and o.path < $1 || '/' and (m.queued_at at time zone 'Asia/Shanghai')::date between $2 and $3 group by 2, 3, 4
        """, [path, new DateOnly(day.Year, 1, 1), day],
        row => new TrafficRow(row.GetString(0), row.GetString(1), row.GetFieldValue<DateOnly>(2), Rows.Day(row, 3), row.GetInt32(4)), cancellation));
}
