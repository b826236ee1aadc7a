using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Who can be the contact person of a branch: a full member on its roster, those at home first, and never the member himself.</summary>
public sealed class ContactRoster(HongyanDb db, TimeProvider clock, Texts texts)
{
    private const int Most = 500;

    private readonly Dictionary<string, IReadOnlyList<Candidate>> known = [];

    /// <summary>Their ids, each with the name and as what he works there, if he writes for himself. A branch is asked once.</summary>
    public async Task<IReadOnlyList<(string Value, string Text)>> FullMembersAsync(string branch, Guid member, CancellationToken cancellation)
    {
        if (!known.TryGetValue(branch, out var all))
            known[branch] = all = await OfAsync(branch, cancellation);
        return [.. all.Where(one => one.Id != member).Select(one => (one.Id.ToString(), one.Text))];
    }

    /// <summary>The name of somebody who was found before.</summary>
    public string? NameOf(string id) => known.Values.SelectMany(all => all).FirstOrDefault(one => one.Id.ToString() == id)?.Name;

    private async Task<IReadOnlyList<Candidate>> OfAsync(string branch, CancellationToken cancellation)
    {
        var (end, today) = (branch + "/", ChinaDate.Today(clock));
        var atWork = PeopleAtWork.On(db, today);
        var people = await db.Members.AsNoTracking()
            .Where(m => m.Status == "full" && m.LeftOn == null)
            .Where(m => !db.Sojourns.Any(s => s.MemberId == m.Id && s.EndedOn == null && s.LostOn != null)) // nobody reaches him
            .Where(m => (m.HomePath!.CompareTo(branch) >= 0 && m.HomePath.CompareTo(end) < 0)
                // an organisation of floating members has only those placed there
                || (db.Organizations.Any(o => o.Path == branch && o.Kind == "floating-organization")
                    && db.Sojourns.Any(s => s.MemberId == m.Id && s.HostPath == branch && s.State == "placed")))
            .OrderBy(m => m.Name).ThenBy(m => m.Id).Take(Most)
            .Select(m => new
            {
                m.Id,
                m.Name,
                m.IdTail,
                Role = atWork.Where(one => one.MemberId == m.Id).OrderByDescending(one => one.Role).Select(one => one.Role).FirstOrDefault(),
                IsAway = db.Sojourns.Any(s => s.MemberId == m.Id && s.EndedOn == null && s.DepartedOn <= today && s.HostPath != branch),
                HasNamesake = atWork.Any(one => one.OrgPath == branch && one.MemberId == null && one.Name == m.Name),
            }).ToListAsync(cancellation);
        var words = texts.For("Records");
        var alike = people.GroupBy(one => one.Name).Where(group => group.Skip(1).Any()).Select(group => group.Key).ToHashSet();
        return [.. people.OrderBy(one => one.IsAway).Select(one => new Candidate(one.Id, one.Name,
            (alike.Contains(one.Name) ? words["person.tail", one.Name, one.IdTail ?? "?"] : one.Name)
            + (one.Role is { } role ? words["person.role", words["role." + role]] : words[one.HasNamesake ? "person.namesake" : "person.no-account"])
            + (one.IsAway ? words["person.away"] : "")))];
    }

    private sealed record Candidate(Guid Id, string Name, string Text);
}
