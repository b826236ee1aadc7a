using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Correspondence;

/// <summary>A letter as a secretary would write it from the records of the time: whole sentences, to be edited before it is sent.</summary>
public sealed class Draft(SojournFile stay, IReadOnlyList<SojournEvent> events, Texts texts)
{
    private const int MostNamed = 6;
    private readonly Texts words = texts.For("Correspondence");
    private readonly Texts records = texts.For("Records");

    /// <summary>The days a letter is about: those of the period, or since the side last wrote.</summary>
    public Span Days(Side from, string? period, DateOnly today)
    {
        var begins = stay.Sojourn.DepartedOn;
        if (from == Side.Host && Placed() is { } placed)
            begins = placed;
        var last = stay.Sojourn.EndedOn < today ? stay.Sojourn.EndedOn.Value : today;
        if (Period.Read(period) is { } of)
            return new Span(of.First > begins ? of.First : begins, of.Last < last ? of.Last : last);
        var written = events.OfType<Feedback>().Where(letter => letter.From == from && letter.On < last).Select(letter => letter.On).DefaultIfEmpty().Max();
        return new Span(written >= begins ? written.AddDays(1) : begins, last);
    }

    /// <summary>Whether the letter has anything to tell: of a host what happened in its days, of home what is known of him.</summary>
    public bool HasNews(Side from, string? period, DateOnly today) => from == Side.Host
        ? Told(Days(from, period, today)).Count > 0
        : events.Any(happened => happened is DuesPaid { InFull: true } or Reviewed);

    public string Of(Side from, string? topic, string? period, DateOnly today)
    {
        var days = Days(from, period, today);
        var lines = new List<string> { words["draft.to", stay.NameOf(from == Side.Home ? Side.Host : Side.Home) ?? words["draft.to.unknown"]] };
        lines.AddRange(from == Side.Host ? FromHost(topic, days, today) : FromHome(topic, today));
        return string.Join("\n", lines);
    }

    private string Name => stay.Person.Name;

    private IEnumerable<string> FromHost(string? topic, Span days, DateOnly today)
    {
        var told = Told(days);
        yield return words["draft.host.opening", Name, days.First, days.Last!];
        foreach (var deed in Deeds(told).OfType<string>())
            yield return deed;
        foreach (var change in Changes(told))
            yield return change;
        if (Probation(today) is { } probation)
            yield return probation;
        if (topic == "review")
            yield return words["draft.host.review"];
        if (topic == "review-result" && events.OfType<Reviewed>().Where(one => one.Venue != "home").MaxBy(one => one.On) is { } reviewed)
            yield return words["draft.host.review-result", reviewed.Year ?? reviewed.On.Year, records["grade." + reviewed.Grade], reviewed.On];
        yield return words["draft.host.closing", today];
    }

    /// <summary>The host's opinion on a conversion: what he did in the whole time with the host.</summary>
    public string Opinion(DateOnly today)
    {
        var days = Days(Side.Host, period: null, today) with { First = Placed() ?? stay.Sojourn.DepartedOn };
        var told = Told(days);
        string?[] lines = [words["draft.opinion.opening", Name, days.First, days.Last!], .. Deeds(told), Probation(today), words["draft.opinion.closing"]];
        return string.Join("\n", lines.OfType<string>());
    }

    /// <summary>What a host tells of, in its order; other records of those days are no matter of a letter.</summary>
    private List<SojournEvent> Told(Span days) =>
    [
        .. events.Where(happened => days.Holds(happened.On) && (happened is OrganizedLife or AssignedWorkDone or Placed { } or ChangeReported { What: not null }
            or DuesPaid { At: Side.Host } or Educated { By: Side.Host } or Care { By: Side.Host } or Contact { By: Side.Host, Reached: true }
            or Served { By: Side.Host }))
            .OrderBy(happened => happened.On),
    ];

    /// <summary>Organised life, dues, education, work and care, in sentences.</summary>
    private IEnumerable<string?> Deeds(List<SojournEvent> told) =>
    [
        Life([.. told.OfType<OrganizedLife>()]),
        Dues([.. told.OfType<DuesPaid>()]),
        Education([.. told.OfType<Educated>()]),
        Work([.. told.OfType<AssignedWorkDone>()]),
        Care(told),
    ];

    /// <summary>A probation that is over is spoken of as over.</summary>
    private string? Probation(DateOnly today) => stay.Person.Status != "probationary" ? null : stay.Person.ProbationEnds switch
    {
        null => words["draft.host.probation", Name],
        { } ends when ends < today => words["draft.host.probation.over", Name, ends],
        { } ends => words["draft.host.probation.until", Name, ends],
    };

    private DateOnly? Placed() => events.OfType<Placed>().Select(one => (DateOnly?)one.On).Min();

    private IEnumerable<string> FromHome(string? topic, DateOnly today)
    {
        var (person, sojourn) = (stay.Person, stay.Sojourn);
        yield return words["draft.home.opening", Name];
        yield return words["draft.home.person", Name, words["sex." + person.Sex], person.Born, words["status." + person.Status]]
            + (person.Joined is { } joined ? words["draft.home.joined", joined] : "")
            + (person is { Status: "probationary", ProbationEnds: { } ends } ? words[ends < today ? "draft.home.probation.over" : "draft.home.probation", ends]
                : "");
        yield return words["draft.home.left", sojourn.DepartedOn, sojourn.Destination ?? words["draft.home.elsewhere"]]
            + (sojourn.CertificateNumber is { } number ? words["draft.home.certificate", number] : "");
        var paid = events.OfType<DuesPaid>().Where(one => one.InFull).SelectMany(one => one.Months).DefaultIfEmpty().Max(StringComparer.Ordinal);
        if (paid is not null)
            yield return words["draft.home.dues", Month(paid)];
        else if (!events.OfType<DutiesBegin>().Any(begin => begin.From > sojourn.DepartedOn)) // what was paid before nobody counted
            yield return words["draft.home.dues.none"];
        if (events.OfType<Reviewed>().MaxBy(one => one.Year ?? one.On.Year) is { } reviewed)
            yield return words["draft.home.review", reviewed.Year ?? reviewed.On.Year, records["grade." + reviewed.Grade]];
        yield return sojourn.HomeContact is { } contact
            ? words["draft.home.contact", contact, stay.Home.Phone is { } phone ? words["draft.home.phone", phone] : ""]
            : words["draft.home.contact.none"];
        if (topic == "review")
            yield return words["draft.home.review.asked", Name];
        yield return words["draft.home.closing", today];
    }

    private string Life(List<OrganizedLife> life)
    {
        if (life.Count == 0)
            return words["draft.life.none"];
        var onSite = life.Count(one => one.Offline);
        var named = Listed(life.TakeLast(MostNamed)
            .Select(one => words["draft.life.one", one.On, one.Kind is { } kind ? records["choice.kind." + kind] : words["draft.life.some"]]));
        return words["draft.life", life.Count, onSite, life.Count - onSite, named];
    }

    private string Dues(List<DuesPaid> dues)
    {
        if (dues.Count == 0)
            return words["draft.dues.none"];
        var months = Listed(dues.SelectMany(one => one.Months).Distinct().Order(StringComparer.Ordinal).Select(Month));
        return dues.TrueForAll(one => one.Amount is not null) ? words["draft.dues.amount", months, dues.Sum(one => one.Amount!.Value)]
            : words["draft.dues", months];
    }

    private string? Education(List<Educated> taught) => taught.Count == 0 ? null
        : taught.Sum(one => one.Hours ?? 0) is > 0 and var hours ? words["draft.education.hours", taught.Count, hours] : words["draft.education", taught.Count];

    private string? Work(List<AssignedWorkDone> done) => done.Count == 0 ? null
        : done.Select(one => one.Note).OfType<string>().Distinct().ToList() is { Count: > 0 } notes
            ? words["draft.work.named", done.Count, Listed(notes.Take(MostNamed))] : words["draft.work", done.Count];

    private string? Care(List<SojournEvent> told)
    {
        var (care, talks, served) = (told.Count(one => one is Care), told.Count(one => one is Contact), told.Count(one => one is Served));
        string?[] parts =
        [
            talks > 0 ? words["draft.care.talks", talks] : null,
            care > 0 ? words["draft.care.visits", care] : null,
            served > 0 ? words["draft.care.served", served] : null,
        ];
        return care + talks + served == 0 ? null : words["draft.care", string.Join(words["draft.comma"], parts.OfType<string>())];
    }

    private IEnumerable<string> Changes(List<SojournEvent> told)
    {
        foreach (var placed in told.OfType<Placed>())
            yield return words["draft.placed", placed.On];
        foreach (var change in told.OfType<ChangeReported>())
            yield return words["draft.change", change.On, records["choice.what." + change.What]];
    }

    private string Listed(IEnumerable<string> parts) => string.Join(words["draft.and"], parts);

    private string Month(string month) => PeriodText.OfMonth(month, texts.For("Duties"));
}
