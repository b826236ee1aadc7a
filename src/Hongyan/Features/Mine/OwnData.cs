using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Members;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>One thing that is kept about the member.</summary>
/// <param name="About">identity, membership, contact, stay, record, duty, meeting, certificate or request: its purpose follows from it.</param>
public sealed record OwnDatum(string About, DateOnly? On, string What, string? Value);

/// <summary>Everything that is kept about the member who asks, whatever table keeps it. Row-level security leaves only his own rows.</summary>
internal sealed class OwnData(HongyanDb db, Secrets secrets, Texts texts)
{
    /// <summary>The clauses for which each kind of data is kept.</summary>
    public static readonly OrderedDictionary<string, string[]> Grounds = new()
    {
        ["identity"] = ["B-3.1.2a", "B-A.1"],
        ["membership"] = ["B-3.1.2a", "D-2.1d"],
        ["contact"] = ["A-2.3.1a", "A-2.3.3b"],
        ["stay"] = ["A-2.3.1a", "C-2.2.1c"],
        ["certificate"] = ["A-3.1b"],
        ["record"] = ["B-3.1.2c", "C-2.2.2e"],
        ["duty"] = ["B-A.2"],
        ["meeting"] = ["C-2.2.2e"],
        ["request"] = [],
    };

    private readonly Texts words = texts.For("Mine");
    private readonly Texts members = texts.For("Members");
    private readonly Texts duties = texts.For("Duties");
    private readonly Texts choices = texts.For("Records");

    public async Task<List<OwnDatum>> OfAsync(Member member, CancellationToken cancellation) =>
    [
        .. Person(member),
        .. await StaysAsync(member, cancellation),
        .. await KeptAsync(member, cancellation),
    ];

    /// <summary>What is kept of the person, without what happened.</summary>
    public IEnumerable<OwnDatum> Person(Member member) =>
    [
        Of("identity", "name", member.Name), Of("identity", "sex", texts.For("Members")["sex." + member.Sex]), Day("identity", "born", member.Born),
        Of("identity", "id-number", member.IdNumber is { } cipher ? secrets.Decrypt(cipher) : null), Of("identity", "nation", member.Nation),
        Of("identity", "education", member.Education),
        Of("membership", "status", texts.For("Members")["status." + member.Status]), Day("membership", "joined", member.Joined),
        Day("membership", "probation-ends", member.ProbationEnds),
        Day("membership", "full-since", member.FullSince), Of("membership", "category", Choice("category", member.Category)),
        Of("contact", "phone", member.Phone), Of("contact", "address", member.Address), Day("contact", "details-on", member.DetailsOn),
    ];

    private async Task<IEnumerable<OwnDatum>> StaysAsync(Member member, CancellationToken cancellation)
    {
        var stays = await db.Sojourns.AsNoTracking().Where(stay => stay.MemberId == member.Id).OrderBy(stay => stay.DepartedOn).ToListAsync(cancellation);
        var hosts = stays.Select(stay => stay.HostPath).OfType<string>().ToList();
        var names = await db.Organizations
            .AsNoTracking()
            .Where(one => hosts.Contains(one.Path))
            .ToDictionaryAsync(one => one.Path, one => one.Name, cancellation);
        return stays.SelectMany(stay => new[]
        {
            new OwnDatum("stay", stay.DepartedOn, words["state"], duties["sojourn." + stay.State]),
            new OwnDatum("stay", stay.DepartedOn, words["destination"], stay.Destination),
            new OwnDatum("stay", stay.DepartedOn, words["own.reason"], Choice("reason", stay.Reason)),
            new OwnDatum("stay", stay.DepartedOn, words["own.employer"], stay.Employer),
            new OwnDatum("stay", stay.DepartedOn, words["host"], stay.HostPath is { } host ? names.GetValueOrDefault(host) ?? stay.HostName : stay.HostName),
            new OwnDatum("certificate", stay.DepartedOn, words["certificate"], stay.CertificateNumber),
        }).Where(one => one.Value is not null);
    }

    private async Task<IEnumerable<OwnDatum>> KeptAsync(Member member, CancellationToken cancellation)
    {
        var records = await db.Records
            .AsNoTracking()
            .Where(one => one.OwnerId == member.Id)
            .OrderBy(one => one.OnDate)
            .ThenBy(one => one.Id)
            .ToListAsync(cancellation);
        var owed = await db.Duties.AsNoTracking().Where(one => one.OwnerId == member.Id).OrderBy(one => one.DueOn).ToListAsync(cancellation);
        var meetings = await (from line in db.Attendances
            where line.MemberId == member.Id
            join one in db.Meetings on line.MeetingId equals one.Id
            orderby one.OnDate
            select new { one.OnDate, one.Title, line.State }).ToListAsync(cancellation);
        var membership = await MembershipEntry.OfAsync(db, member.Id, cancellation);
        var requests = await db.CorrectionRequests.AsNoTracking().Where(one => one.MemberId == member.Id).OrderBy(one => one.AskedAt).ToListAsync(cancellation);
        var names = await Placements.NamesAsync(db, records.Select(one => one.Data), cancellation);
        return records.Select(one => new OwnDatum("record", one.OnDate, choices["record." + one.Type],
                EventJson.Read(one.Data).Prose() ?? RecordText.Of(one.Data, choices, duties, names, isOpen: true)))
            .Concat(owed.Select(one => new OwnDatum("duty", one.DueOn, DutyName.Of(one.Kind, one.Period, duties), one.DoneOn is { } done ? Day(done) : null)))
            .Concat(meetings.Select(one => new OwnDatum("meeting", one.OnDate, one.Title, words["attendance." + one.State])))
            .Concat(membership.Select(one => new OwnDatum("membership", one.OnDate, one.What(members), one.Says(members, isOpen: true))))
            .Concat(requests.Select(one => new OwnDatum("request", ChinaDate.Of(one.AskedAt), words["field." + one.Field], $"{one.Wish} {one.Answer}")));
    }

    /// <summary>A kept code in the words of the form that asked for it; what is no code stays as it was written.</summary>
    private string? Choice(string field, string? value) =>
        value is not null && choices.Has($"choice.{field}.{value}") ? choices[$"choice.{field}.{value}"] : value;

    private OwnDatum Of(string about, string key, string? value) => new(about, null, words["own." + key], value);

    private OwnDatum Day(string about, string key, DateOnly? day) => new(about, null, words["own." + key], day is { } known ? Day(known) : null);

    private static string Day(DateOnly day) => Platform.Parts.DateText.Of(day);
}
