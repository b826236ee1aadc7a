using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Batch;

/// <summary>One of many.</summary>
/// <param name="Refusal">Why nothing can be written for him, whatever it says.</param>
public sealed record Person(SojournFile File, Refusal? Refusal)
{
    public Sojourn Stay => File.Sojourn;

    public string Name => File.Person.Name;

    /// <summary>The branch on the side that writes.</summary>
    public string Branch { get; init; } = "";
}

/// <summary>One for whom something is not written yet, with the reason.</summary>
public sealed record Left(Person Person, string Reason, string? Clause = null);

/// <summary>Reads many at once: a fixed number of statements, however many there are.</summary>
public sealed class People(HongyanDb db, Recording recording, Actor actor)
{
    /// <summary>As many as an address names; the worklist names 50 of a task.</summary>
    public const int Most = 100;

    /// <summary>The people in the order asked for, each with what stands against writing a type for him; nothing when one is out of sight.</summary>
    public async Task<IReadOnlyList<Person>?> FindAsync(IReadOnlyCollection<Guid> sojourns, string type, Side side, bool hold, CancellationToken cancellation)
    {
        if (sojourns.Count is 0 or > Most || await FilesAsync(await recording.FindAllAsync(sojourns, hold, cancellation), cancellation) is not { } files
            || files.Count != sojourns.Distinct().Count())
            return null;
        return [.. files.Select(file => new Person(file, Writers.Refusal(type, side, actor, file.Sojourn) is { } reason ? Refusal.Of(reason) : null)
        {
            Branch = file.NameOf(side) ?? "",
        })];
    }

    public async Task<IReadOnlyList<SojournFile>> FilesAsync(IReadOnlyList<Sojourn> stays, CancellationToken cancellation)
    {
        var members = stays.Select(stay => stay.MemberId).ToList();
        var paths = stays.Select(stay => stay.HomePath).Concat(stays.Select(stay => stay.HostPath)).OfType<string>().Distinct().ToList();
        var people = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        var organizations = await db.Organizations.AsNoTracking().Where(o => paths.Contains(o.Path)).ToDictionaryAsync(o => o.Path, cancellation);
        return [.. stays.Where(stay => people.ContainsKey(stay.MemberId)).Select(stay => new SojournFile(
            stay, people[stay.MemberId], organizations[stay.HomePath],
            (stay.HostPath is null ? null : organizations.GetValueOrDefault(stay.HostPath)?.Name) ?? stay.HostName,
            Writers.SidesOf(actor, stay.HomePath, stay.HostPath)))];
    }

    /// <summary>What happened in each stay.</summary>
    public Task<IReadOnlyDictionary<Guid, IReadOnlyList<SojournEvent>>> EventsAsync(IEnumerable<Person> people, CancellationToken cancellation) =>
        recording.EventsAsync([.. people.Select(person => person.Stay)], cancellation);

    /// <summary>For whom an act has written already: it may come twice.</summary>
    public async Task<IReadOnlySet<Guid>> WrittenAsync(Guid act, IEnumerable<Person> people, CancellationToken cancellation)
    {
        var ids = people.ToDictionary(person => Entry.IdOf(act, person.Stay.Id), person => person.Stay);
        List<Guid> members = [.. ids.Values.Select(stay => stay.MemberId)], records = [.. ids.Keys];
        var written = await db.Records.Where(r => members.Contains(r.MemberId) && records.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancellation);
        return written.Select(id => ids[id].Id).ToHashSet();
    }
}
