using System.ComponentModel.DataAnnotations.Schema;
using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>Somebody who waits for reception: announced, reported in and to be placed, or refused.</summary>
public sealed record Waiting
{
    public const int Most = 100;

    public required Guid MemberId { get; init; }
    public required Guid SojournId { get; init; }
    public required string Name { get; init; }
    public string? HomePath { get; init; }

    /// <summary>To be read by <see cref="HomeName"/>.</summary>
    public string? Home { get; init; }
    public string? HostPath { get; init; }
    public string? Host { get; init; }
    public string? HostKind { get; init; }
    public required string State { get; init; }
    public required DateOnly DepartedOn { get; init; }
    public string? Destination { get; init; }
    public string? Employer { get; init; }
    public DateOnly? ReportedOn { get; init; }

    /// <summary>The refusal, when the last word was one.</summary>
    public DateOnly? RefusedOn { get; init; }
    public string? Code { get; init; }
    public string? Refusal { get; init; }

    [NotMapped]
    public string? Note { get; private init; }

    /// <summary>What waits for a second person: what was asked for, when and by whom.</summary>
    public Guid? AskId { get; init; }
    public string? AskType { get; init; }
    public DateTimeOffset? AskedAt { get; init; }
    public string? AskedBy { get; init; }
    public string? RefusedBy { get; init; }
    public string? CopiedTo { get; init; }
    public string? CopiedPath { get; init; }

    public string Stay => $"{MemberId}.{SojournId}";

    /// <summary>A guest of whom the committee was told.</summary>
    public bool IsAnnounced => State == SojournState.Announced;

    /// <summary>At a branch, which accepts or refuses; at a committee, which names a branch.</summary>
    public bool IsAtBranch => HostKind is "branch" or "floating-organization";

    /// <summary>Registered outside: only the committee refuses him.</summary>
    public bool IsGuest => HomePath is null;

    public bool IsHostedBy(string? top) => HostPath is not null && Writers.Within(HostPath, top);

    /// <summary>Below an organisation, those who longest wait first. A refusal is seen by home and by all superiors.</summary>
    public static async Task<List<Waiting>> BelowAsync(HongyanDb db, string top, CancellationToken cancellation)
    {
        var end = top + "/";
        var rows = await db.Database.SqlQuery<Waiting>($"""
            select s.member_id as "MemberId", s.id as "SojournId", m.name as "Name", s.home_path as "HomePath",
                   coalesce(home.name, guest_home(s.home_outside, s.home_words)) as "Home",
                   s.host_path as "HostPath", coalesce(host.name, s.host_name) as "Host", host.kind as "HostKind", s.state as "State",
                   s.departed_on as "DepartedOn", s.destination as "Destination", s.employer as "Employer",
                   (select max(r.on_date) from record r where r.owner_id = s.member_id and r.case_id = s.id and r.type = 'reported-in') as "ReportedOn",
                   no.on_date as "RefusedOn", no.code as "Code", no.data as "Refusal", refuser.name as "RefusedBy",
                   superior.name as "CopiedTo", no.copied_to as "CopiedPath",
                   ask.id as "AskId", ask.type as "AskType", ask.asked_at as "AskedAt", asker.display_name as "AskedBy"
            from sojourn s
            join member m on m.id = s.member_id
            left join organization home on home.path = s.home_path
            left join organization host on host.path = s.host_path
            left join lateral (
              select r.on_date, r.data->>'code' as code, r.data::text as data, r.data->>'copiedTo' as copied_to,
                coalesce(r.data->>'organization', r.host_path) as by_path
              from record r where s.state = 'refused' and r.owner_id = s.member_id and r.case_id = s.id and r.type = 'refused'
              order by r.on_date desc, r.recorded_at desc limit 1) no on true
            left join organization refuser on refuser.path = no.by_path
            left join organization superior on superior.path = no.copied_to
            left join record_ask ask on ask.owner_id = s.member_id and ask.case_id = s.id and ask.confirmed_at is null and ask.declined_at is null
            left join account asker on asker.id = ask.asked_by
            where s.ended_on is null and s.state in ('reported', 'away', 'announced', 'reported-in', 'refused')
              and (s.host_path >= {top} and s.host_path < {end} or s.state = 'refused' and s.home_path >= {top} and s.home_path < {end})
            order by coalesce(no.on_date, s.departed_on), m.name, s.id limit {Most}
            """).ToListAsync(cancellation);
        return rows.ConvertAll(row => row with { Note = NoteIn(db, row.Refusal) });
    }

    /// <summary>The words of the refusal.</summary>
    private static string? NoteIn(HongyanDb db, string? data) =>
        data is not null && EventJson.Read(SealedNotes.Read(db.Secrets, data)) is { } no ? no.Prose() ?? no.Note : null;
}
