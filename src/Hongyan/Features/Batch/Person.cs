using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Batch;

/// <summary>One of many.</summary>
public sealed class Person
{
    internal Person(SojournFile file, Side side, PossibleRecords possible, IReadOnlyList<SojournEvent> events) =>
        (File, Branch, Possible, Events) = (file, file.NameOf(side) ?? "", possible, events);

    public SojournFile File { get; }

    /// <summary>The branch on the side that writes.</summary>
    public string Branch { get; }

    /// <summary>What happened in the stay.</summary>
    public IReadOnlyList<SojournEvent> Events { get; }

    /// <summary>Why nothing can be written for him, whatever it says.</summary>
    public Refusal? Refusal { get; internal set; }

    public Sojourn Stay => File.Sojourn;

    public string Name => File.Person.Name;

    /// <summary>His empty form, with what can be chosen in it.</summary>
    public RecordInput Form { get; internal set; } = null!;

    internal PossibleRecords Possible { get; }

    /// <summary>His form with the values given; one made for reading has nothing in common with one that is shown.</summary>
    public RecordInput Filled(IReadOnlyDictionary<string, string> values)
    {
        var input = new RecordInput(Form.Form, asked: Form.Form.FieldsForMany) { BriefTopics = Form.BriefTopics, Side = Form.Side };
        foreach (var (field, found) in Form.Found) input.Found[field] = found;
        foreach (var (field, value) in Form.Fixed) input.Fixed[field] = value;
        foreach (var (field, value) in values) input.Values[field] = value;
        return input;
    }
}

/// <summary>One for whom something is not written yet, with the reason.</summary>
public sealed record Left(Person Person, string Reason, string? Clause = null);

/// <summary>Reads many at once: a fixed number of statements, however many there are.</summary>
public sealed class People(HongyanDb db, Recording recording, DutyKeeping keeping, FoundChoices choices, Actor actor, TimeProvider clock)
{
    public const int Most = 500;

    /// <summary>The people in the order asked for; whoever is out of sight is left out.</summary>
    public async Task<IReadOnlyList<Person>> FindAsync(BatchContent content, ManyOf? special, CancellationToken cancellation)
    {
        var (type, side) = (content.Form, content.Side);
        var today = ChinaDate.Today(clock);
        var files = await FilesAsync(await recording.FindAllAsync(content.People, hold: false, cancellation), cancellation);
        List<Sojourn> stays = [.. files.Select(file => file.Sojourn)];
        List<Guid> members = [.. stays.Select(stay => stay.MemberId)], ids = [.. stays.Select(stay => stay.Id)];
        var events = await recording.EventsAsync(stays, cancellation);
        var certificates = (await db.Certificates.AsNoTracking()
            .Where(c => members.Contains(c.MemberId) && ids.Contains(c.SojournId)).ToListAsync(cancellation)).ToLookup(certificate => certificate.SojournId);
        await keeping.KnowAsync(stays, cancellation);
        var people = new List<Person>();
        foreach (var file in files)
        {
            var (stay, told) = (file.Sojourn, events[file.Sojourn.Id]);
            var possible = new PossibleRecords(actor, stay, await keeping.CaseAsync(file.Person, stay, told, cancellation), certificates[stay.Id], today);
            var person = new Person(file, side, possible, told) { Form = new RecordInput(type, asked: type.FieldsForMany) { Side = side } };
            person.Refusal = (Writers.Refusal(type.Name, side, actor, stay) is { } reason ? Refusal.Of(reason) : null) ?? possible.LackOf(type.Name, side);
            await choices.FillAsync(person.Form, stay, side, told, today, cancellation);
            if (type.Name == CertificateIssued.Type.Name && NumberIn(certificates[stay.Id]) is { } number)
                person.Form.Fixed["number"] = number;
            people.Add(person);
        }
        if (special is not null)
            await special.KnowAsync(people, content, cancellation);
        foreach (var person in people)
        {
            special?.Offer(person, content, person.Form);
            person.Refusal ??= special?.RefusalOf(person, content);
        }
        return people;
    }

    public async Task<IReadOnlyList<SojournFile>> FilesAsync(IReadOnlyList<Sojourn> stays, CancellationToken cancellation)
    {
        var members = stays.Select(stay => stay.MemberId).ToList();
        var people = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        var (homes, hostOf) = await HomeParty.WithHostsAsync(db, stays, cancellation);
        return [.. stays.Where(stay => people.ContainsKey(stay.MemberId)).Select(stay => new SojournFile(
            stay, people[stay.MemberId], homes[stay.Id], hostOf(stay), Writers.SidesOf(actor, stay.HomePath, stay.HostPath)))];
    }

    /// <summary>For whom an act has written already: it may come twice.</summary>
    public async Task<IReadOnlySet<Guid>> WrittenAsync(Guid act, IEnumerable<Person> people, CancellationToken cancellation)
    {
        var ids = people.ToDictionary(person => Entry.IdOf(act, person.Stay.Id), person => person.Stay);
        List<Guid> members = [.. ids.Values.Select(stay => stay.MemberId)], records = [.. ids.Keys];
        var written = await db.Records.Where(r => members.Contains(r.OwnerId) && records.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancellation);
        return written.Select(id => ids[id].Id).ToHashSet();
    }

    /// <summary>The number that the committee sealed and nobody has handed out.</summary>
    private static string? NumberIn(IEnumerable<KeptCertificate> certificates) =>
        certificates.FirstOrDefault(one => one is { SealedOn: not null, IssuedOn: null, LostOn: null })?.Number;
}
