using Hongyan.Data;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>
/// The guests of the organisations imported into, and the members of their names, whom rows of a file can mean. Of anybody beyond nothing is asked:
/// whoever is a guest there, or a member, is told to the committee after the commit.
/// </summary>
internal sealed class GuestsInSight
{
    private const int AtOnce = 5_000, TailLength = 4;
    private static readonly string[] Telling = ["announced", "reported-in", "home-changed", "home-answered"];
    private readonly Dictionary<string, Guid> byNumber = [];
    private readonly Dictionary<Guid, Member> byId = [];
    private readonly Dictionary<Guid, IReadOnlyList<SojournEvent>> told = [];
    private ILookup<string, Member> byName = Array.Empty<Member>().ToLookup(member => member.Name);
    private ILookup<Guid, Sojourn> stays = Array.Empty<Sojourn>().ToLookup(stay => stay.MemberId);

    private GuestsInSight()
    {
    }

    public static async Task<GuestsInSight> LoadAsync(
        HongyanDb db, Secrets secrets, Branches branches, IReadOnlyCollection<Person> persons, IEnumerable<string?> phones, CancellationToken cancellation)
    {
        var guests = new GuestsInSight();
        foreach (var some in persons.Select(person => person.Number?.Digits).OfType<string>().Distinct().Chunk(AtOnce))
        {
            var numberOf = some.ToDictionary(number => Convert.ToHexString(secrets.Hash(number)));
            var hashes = numberOf.Keys.Select(Convert.FromHexString).ToArray();
            var found = await db.GuestNumbers.AsNoTracking().Where(one => hashes.Contains(one.Hash)).OrderBy(one => one.MemberId).ToListAsync(cancellation);
            List<Guid> owners = [.. found.Select(one => one.MemberId)];
            guests.Add(await db.Members.AsNoTracking().Where(m => owners.Contains(m.Id)).ToListAsync(cancellation));
            await guests.SeeAsync(db, branches, cancellation);
            foreach (var one in found.Where(one => guests.byId.ContainsKey(one.MemberId)))
                guests.byNumber.TryAdd(numberOf[Convert.ToHexString(one.Hash)], one.MemberId);
        }
        string[] tails = [.. phones.OfType<string>().Where(phone => phone.Length >= TailLength).Select(phone => phone[^TailLength..]).Distinct()];
        foreach (var some in persons.Select(person => person.Name).OfType<string>().SelectMany(NameForms.Of).Distinct().Chunk(AtOnce))
        {
            guests.Add(await db.Members.AsNoTracking()
                .Where(m => some.Contains(m.Name) && m.LeftOn == null && (m.HomePath == null || tails.Contains(m.PhoneTail))).ToListAsync(cancellation));
        }
        await guests.SeeAsync(db, branches, cancellation);
        guests.byName = guests.byId.Values.OrderBy(member => member.Id).ToLookup(member => Plain.Name(member.Name));
        await guests.ReadAsync(db, cancellation);
        return guests;
    }

    public Member? ByNumber(Person person) =>
        person.Number is { } number && byNumber.TryGetValue(number.Digits, out var id) ? byId.GetValueOrDefault(id) : null;

    public bool Knows(string digits) => byNumber.ContainsKey(digits);

    public IEnumerable<Member> Named(Person person) => person.Name is { } name ? byName[name] : [];

    public Sojourn? OpenOf(Member guest) => stays[guest.Id].FirstOrDefault(stay => stay.EndedOn is null);

    public IEnumerable<Sojourn> Of(Member guest) => stays[guest.Id];

    public HomeWord WordOf(Sojourn stay) => HomeWord.In(EventsOf(stay));

    /// <summary>When he came, and from when he was announced to leave.</summary>
    public (DateOnly? Arrived, DateOnly? Departs) DaysOf(Sojourn stay) =>
        (EventsOf(stay).OfType<ReportedIn>().Select(arrived => (DateOnly?)arrived.On).Min(), EventsOf(stay).OfType<Announced>().FirstOrDefault()?.Departs);

    private IReadOnlyList<SojournEvent> EventsOf(Sojourn stay) => told.GetValueOrDefault(stay.Id, []);

    private void Add(IEnumerable<Member> members)
    {
        foreach (var member in members) byId.TryAdd(member.Id, member);
    }

    /// <summary>A guest is in sight by his stays: a former host sees him, too, and does not answer for him any more.</summary>
    private async Task SeeAsync(HongyanDb db, Branches branches, CancellationToken cancellation)
    {
        var found = new List<Sojourn>();
        foreach (var some in byId.Values.Where(member => member.HomePath is null).Select(member => member.Id).Chunk(AtOnce))
            found.AddRange(await db.Sojourns.AsNoTracking().Where(s => some.Contains(s.MemberId) && s.HomePath == null).ToListAsync(cancellation));
        stays = found.OrderBy(stay => stay.DepartedOn).ThenBy(stay => stay.Id).ToLookup(stay => stay.MemberId);
        foreach (var guest in byId.Values.Where(member => member.HomePath is null).ToList())
        {
            var own = stays[guest.Id].Where(stay => stay.HostPath is not null && branches.Reaches(stay.HostPath)).ToList();
            if (own.Count == 0 || stays[guest.Id].Any(stay => stay.EndedOn is null && !own.Contains(stay))) byId.Remove(guest.Id);
        }
    }

    private async Task ReadAsync(HongyanDb db, CancellationToken cancellation)
    {
        foreach (var some in byId.Values.Where(member => member.HomePath is null).Select(OpenOf).OfType<Sojourn>().Chunk(AtOnce))
        {
            var (members, ids) = (some.Select(stay => stay.MemberId).ToArray(), some.Select(stay => stay.Id).ToArray());
            var records = await db.Records.AsNoTracking()
                .Where(r => members.Contains(r.OwnerId) && ids.Contains(r.CaseId) && Telling.Contains(r.Type)
                    && !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CorrectsId == r.Id))
                .Select(r => new { r.CaseId, r.Data }).ToListAsync(cancellation);
            foreach (var group in records.GroupBy(record => record.CaseId))
                told[group.Key] = [.. group.Select(record => EventJson.Read(record.Data))];
        }
    }
}
