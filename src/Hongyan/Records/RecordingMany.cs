using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>A stay that begins, and what has happened in it since; it keeps to one host, and nothing that follows concerns a certificate.</summary>
/// <param name="Following">In the order in which it happened.</param>
internal sealed record Beginning(Member Member, SojournEvent Opening, SojournFacts Facts, IReadOnlyList<SojournEvent> Following);

/// <summary>A stay that has begun, before its duties are told and its rows are sent.</summary>
internal sealed record Begun(Sojourn Sojourn, IReadOnlyList<Record> Records, IReadOnlyList<AuditEntry> Acts, SojournCase Case)
{
    /// <summary>The rows of other features that begin with it.</summary>
    public IEnumerable<Action<NewRows>> Following { get; init; } = [];
}

/// <summary>Stays by the thousand: what <see cref="OpenAsync"/> and <see cref="AddAsync"/> would write, sent and not tracked.</summary>
public sealed partial class Recording
{
    private static readonly string[] OfOrganizations = [.. SojournRecords.Book.Types.Where(type => type.IsOfOrganization).Select(type => type.Name)];

    /// <summary>All that has to be asked or tracked; what it gives asks nothing more, so that it can be told while other rows are sent.</summary>
    internal async Task<IReadOnlyList<Begun>> BeginAllAsync(IReadOnlyList<Beginning> beginnings, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        await superiors.KnowAsync(beginnings.Select(one => one.Member.HomePath).Concat(beginnings.Select(one => one.Facts.HostPath)), cancellation);
        var confirmed = await ConfirmedAsync([.. beginnings.Select(one => one.Member.HomePath).OfType<string>().Distinct()], today, cancellation);
        var begun = new List<Begun>(beginnings.Count);
        foreach (var one in beginnings)
        {
            var sojourn = New(one.Member, one.Opening, one.Facts, today);
            List<Record> records = [Row(sojourn, Entry.New(one.Opening), sojourn.HostPath)];
            foreach (var happened in one.Following)
            {
                if (Progress.Refusal(sojourn, happened) is { } refusal)
                    throw new InvalidOperationException($"The sojourn {sojourn.Id} does not go on from {sojourn.State}: {refusal.Text}.");
                Progress.Apply(sojourn, happened);
                records.Add(Row(sojourn, Entry.New(happened), sojourn.HostPath));
                if (happened is ReportedIn && !(one.Member.DetailsOn > happened.On))
                    Follow(one.Member).DetailsOn = happened.On;
            }
            List<SojournEvent> together = sojourn.HomePath is { } home ? [.. confirmed[home]] : [];
            records.AddRange(together.Select(happened => Row(sojourn, Entry.New(happened), sojourn.HostPath)));
            List<SojournEvent> events = [one.Opening, .. one.Following.Concat(together).Select(happened => happened with { Typed = today })];
            begun.Add(new Begun(
                sojourn,
                records,
                [.. events.Select(happened => audit.Entry(EventJson.TypeOf(happened), sojourn.Id.ToString(), details: null, reason: null, sojourn.MemberId))],
                await keeping.CaseAsync(one.Member, sojourn, events, cancellation)));
        }
        var following = await followers.BeginAllAsync([.. begun.Select(one => one.Sojourn)], cancellation);
        return begun.ConvertAll(one => one with { Following = following[one.Sojourn.Id] });
    }

    /// <summary>Tells the duties of what has begun and makes its rows, on whatever thread.</summary>
    internal void Tell(IEnumerable<Begun> begun, NewRows rows)
    {
        var today = ChinaDate.Today(clock);
        foreach (var one in begun)
        {
            foreach (var duty in keeping.First(one.Sojourn, one.Case, today, Guid.CreateVersion7)) rows.Add(duty);
            foreach (var record in one.Records) rows.Add(record);
            foreach (var act in one.Acts) rows.Add(act);
            foreach (var add in one.Following) add(rows);
            rows.Add(one.Sojourn);
        }
    }

    /// <summary>
    /// What branches have confirmed this year for all their members away: a stay that begins later takes it over, and opens nothing again.
    /// </summary>
    private async Task<ILookup<string, SojournEvent>> ConfirmedAsync(string[] homes, DateOnly today, CancellationToken cancellation)
    {
        var (from, types) = (new DateOnly(today.Year, 1, 1), OfOrganizations);
        var found = await db.Database.SqlQuery<Confirmed>($"""
            select distinct s.home_path as "HomePath", r.type as "Type", r.on_date as "OnDate"
            from sojourn s join record r on r.owner_id = s.member_id and r.case_id = s.id
            where s.home_path = any({homes}) and s.ended_on is null and r.on_date >= {from} and r.type = any({types})
              and not exists (select from record c where c.owner_id = r.owner_id and c.corrects_id = r.id)
            """).ToListAsync(cancellation);
        return found.ToLookup(one => one.HomePath, one =>
            EventJson.Read(FormattableString.Invariant($$"""{"type":"{{one.Type}}","on":"{{one.OnDate:yyyy-MM-dd}}"}""")));
    }

    private sealed record Confirmed(string HomePath, string Type, DateOnly OnDate);

    private Member Follow(Member member)
    {
        if (db.Entry(member).State == EntityState.Detached)
            db.Members.Attach(member);
        return member;
    }
}
