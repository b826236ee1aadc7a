using Hongyan.Data;
using Hongyan.Rules.Statistics;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reports;

/// <summary>
/// The figures of an organisation as of a day. Those registered here are counted by the database, so that a province takes little longer than
/// a county; read one by one are those who came from elsewhere, and the few who cannot be counted by what their stay says of itself.
/// </summary>
public sealed class SituationQuery(HongyanDb db)
{
    /// <summary>Nothing when there is no such organisation. Who may ask for it is the caller's to know.</summary>
    public async Task<SituationFigures?> AsOfAsync(DateOnly day, string path, CancellationToken cancellation)
    {
        if (await db.Organizations.AsNoTracking().FirstOrDefaultAsync(one => one.Path == path, cancellation) is not { } organization)
            return null;
        var headcount = new Headcount(db, day, path);
        var people = await ApartAsync(await headcount.InflowAsync(cancellation), day, path, cancellation);
        var counted = await headcount.OutflowAsync([.. people.Select(one => one.Facts.Id).Union(await headcount.TwiceAsync(cancellation))], cancellation);
        var several = counted.Select(one => one.Apart).OfType<Guid>().Distinct().ToArray();
        if (several.Length > 0)
            people.AddRange(await ApartAsync(await headcount.StaysOfAsync(several, cancellation), day, path, cancellation));
        counted.RemoveAll(one => one.Apart is not null);

        var province = (await OrganizationPlaces.LoadAsync(db, [path], cancellation)).ProvinceOf(path);
        var (members, notLeft, expected) = await headcount.BesideAsync(cancellation);
        var alike = counted.ConvertAll(one => new Alike(one.One, one.People));
        return new SituationFigures(
            organization,
            new Situation(day, members, province, people.Select(one => one.Facts), alike) { NotLeft = notLeft, Expected = expected },
            counted,
            people);
    }

    /// <summary>The stays of the people of one group, for example those under "sex" and "male"; some of them.</summary>
    public async Task<IReadOnlyList<SojournKey>> InGroupAsync(
        SituationFigures situation, string breakdown, string key, int skip, int take, CancellationToken cancellation)
    {
        var counted = situation.Counted.Where(one => situation.Figures.GroupOf(breakdown, one.One) == key).ToList();
        var before = counted.Sum(one => one.People);
        IReadOnlyList<SojournKey> stays = skip >= before ? [] : await new Headcount(db, situation.Day, situation.Organization.Path).CountedAsync(
            breakdown, [.. counted.Select(one => one.By(breakdown)).Distinct()], [.. situation.Apart.Select(one => one.Facts.Id).Distinct()], skip, take,
            cancellation);
        return [.. stays, .. situation.InGroup(breakdown, key).Skip(Math.Max(0, skip - before)).Take(take - stays.Count)];
    }

    /// <summary>Those of some stays, by name; without those out of sight.</summary>
    public async Task<IReadOnlyDictionary<SojournKey, PersonAway>> PeopleAsync(
        IEnumerable<SojournKey> stays, DateOnly day, string path, CancellationToken cancellation)
    {
        var read = await new ReportedSojournReading(db, day, path).ReadHostsAsync([.. stays.Distinct()], cancellation);
        var places = await PlacesOfAsync(read, cancellation);
        return read.ToDictionary(stay => stay.Key, stay => stay.Person(places));
    }

    internal static bool IsWithin(string? path, string top) => path == top || path?.StartsWith(top + ".", StringComparison.Ordinal) == true;

    private async Task<List<OneAway>> ApartAsync(IReadOnlyList<SojournKey> keys, DateOnly day, string path, CancellationToken cancellation)
    {
        var people = new List<OneAway>(keys.Count);
        foreach (var part in ReportedSojournReading.Parts(keys))
        {
            var stays = await new ReportedSojournReading(db, day, path).ReadHostsAsync(part, cancellation);
            var places = await PlacesOfAsync(stays, cancellation);
            people.AddRange(stays.Select(stay => new OneAway(stay.Key, stay.Member.Name, stay.Facts(places))));
        }
        return people;
    }

    private Task<OrganizationPlaces> PlacesOfAsync(IEnumerable<ReportedSojourn> stays, CancellationToken cancellation) =>
        OrganizationPlaces.LoadAsync(db, stays.SelectMany(stay => new[] { stay.Sojourn.HomePath, stay.Host }).OfType<string>(), cancellation);
}
