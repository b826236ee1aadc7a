using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>One thing that the home of a guest was asked, as often as it was asked.</summary>
/// <param name="ByPath">The organisation that asked last.</param>
/// <param name="IsOpen">Whether the stay goes on.</param>
internal sealed record AskedLine(Guid MemberId, Guid SojournId, string Name, string? Home, string What, DateOnly FirstOn, DateOnly LastOn, int Times,
    string? Way, string? ByPath, DateOnly? AnsweredOn, string? Answer, bool IsOpen)
{
    /// <summary>Only a yes is good news; that he is no member is none.</summary>
    public static string ToneOf(string? answer) => answer switch
    {
        HomeAnswered.Yes => "state-done",
        HomeAnswered.No => "state-overdue",
        _ => "state-open",
    };
}

/// <summary>The guest whom a list is narrowed to.</summary>
/// <param name="HostPath">Where he is or was received.</param>
/// <param name="HasHome">Whether anybody knows whom to write to.</param>
internal sealed record NarrowedTo(Guid MemberId, Guid Id, string Name, string? HostPath, bool HasHome);

/// <summary>请流出地办理: what homes outside were asked about the guests in the reader's scope, and what they answered.</summary>
public sealed class AskedOfHome(HongyanDb db, Actor actor)
{
    /// <summary>The guest of a stay in the reader's scope.</summary>
    internal Task<NarrowedTo?> GuestAsync(Guid? stay, CancellationToken cancellation) => (
        from one in db.Sojourns
        where one.Id == stay && one.HomePath == null
        join member in db.Members on one.MemberId equals member.Id
        select new NarrowedTo(member.Id, one.Id, member.Name, one.HostPath, one.HomeOutside != null || one.HomeWords != null))
        .FirstOrDefaultAsync(cancellation);

    /// <summary>Questions to a home that turned out to be another one are left out: that one is asked anew.</summary>
    internal IQueryable<AskedLine> Lines()
    {
        var (lo, hi) = (actor.OrgPath ?? "", actor.OrgPath + "/");
        return db.Database.SqlQuery<AskedLine>($"""
            select s.member_id as "MemberId", s.id as "SojournId", m.name as "Name", guest_home(s.home_outside, s.home_words) as "Home",
              a.what as "What", a.first_on as "FirstOn", a.last_on as "LastOn", a.times as "Times", a.way as "Way", a.by_path as "ByPath",
              n.on_date as "AnsweredOn", n.answer as "Answer", s.ended_on is null as "IsOpen"
            from sojourn s
            join member m on m.id = s.member_id
            join lateral (
              select w.what, min(r.on_date) as first_on, max(r.on_date) as last_on, count(*)::int as times,
                (array_agg(r.data ->> 'way' order by r.on_date desc, r.id desc))[1] as way,
                (array_agg(r.org_path order by r.on_date desc, r.id desc))[1] as by_path
              from record r cross join lateral jsonb_array_elements_text(r.data -> 'what') w (what)
              where r.owner_id = s.member_id and r.case_id = s.id and r.type = 'home-asked'
                and not exists (select from record l where l.owner_id = r.owner_id and l.corrects_id = r.id)
                and not exists (select from record c where c.owner_id = r.owner_id and c.case_id = r.case_id and c.type = 'home-changed'
                  and c.on_date > r.on_date and not exists (select from record l where l.owner_id = c.owner_id and l.corrects_id = c.id))
              group by w.what) a on true
            left join lateral (
              select r.on_date, r.data ->> 'answer' as answer from record r
              where r.owner_id = s.member_id and r.case_id = s.id and r.type = 'home-answered' and r.data ->> 'what' = a.what and r.on_date >= a.first_on
                and not exists (select from record l where l.owner_id = r.owner_id and l.corrects_id = r.id)
              order by r.on_date desc, r.id desc limit 1) n on true
            where s.home_path is null and s.host_path >= {lo} and s.host_path < {hi}
            """);
    }
}
