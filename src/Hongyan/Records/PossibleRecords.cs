using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Certificates;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>
/// What can be recorded of a stay today, before anything is typed: its menu offers no more, and the form of what it does not offer says why.
/// </summary>
/// <param name="told">The stay as its records tell it.</param>
/// <param name="certificates">Those of the stay.</param>
internal sealed class PossibleRecords(Actor actor, Sojourn sojourn, SojournCase told, IEnumerable<KeptCertificate> certificates, DateOnly today)
{
    private const string NotNow = "refusal.state";
    private readonly KeptCertificate? roster = certificates.FirstOrDefault(certificate => certificate.Id == sojourn.Id);

    public static async Task<PossibleRecords> OfAsync(
        HongyanDb db, Recording recording, DutyKeeping keeping, Actor actor, Sojourn sojourn, DateOnly today, CancellationToken cancellation)
    {
        var member = (await db.Members.FindAsync([sojourn.MemberId], cancellation))!;
        var told = await keeping.CaseAsync(member, sojourn, await recording.EventsAsync(sojourn, cancellation), cancellation);
        var certificates = await db.Certificates
            .AsNoTracking()
            .Where(c => c.MemberId == sojourn.MemberId && c.SojournId == sojourn.Id)
            .ToListAsync(cancellation);
        return new PossibleRecords(actor, sojourn, told, certificates, today);
    }

    /// <summary>What the actor can record, in the order of a sojourn.</summary>
    public IEnumerable<(Side Side, string Type)> Offered() => Writers.Offered(actor, sojourn).Where(one => RefusalOf(one.Type, one.Side) is null);

    /// <summary>Why a record of that type cannot be written; nothing when it can.</summary>
    public Refusal? RefusalOf(string type, Side side) =>
        Writers.Refusal(type, side, actor, sojourn) is { } key ? Refusal.Of(key)
        : Lacks(type, side) is { } lack ? Refusal.Of(lack)
        : Probe(type, side) is { } happened ? RefusalOf(happened)
        : null;

    /// <summary>What has to be there before a form of the type has anything to ask.</summary>
    public Refusal? LackOf(string type, Side side) => Lacks(type, side) is { } lack ? Refusal.Of(lack) : null;

    /// <summary>Why this could not be written now; nothing when it could.</summary>
    public Refusal? Against(SojournEvent happened)
    {
        happened = happened.Completed(told);
        List<SojournEvent> after = [.. told.Events, happened];
        return Recording.Foresee(sojourn, told.Events, happened) ?? Progress.RefusalAfter([happened], after, told)
            ?? (SojournRecords.Book.Keeps(happened, Registers.Certificates) && Book(after).Refusal is { } of
                ? new Refusal("refusal." + of.Key, of.Clause, of.On) : null);
    }

    // What today stands behind an earlier record may still have happened on the day of that record.
    private Refusal? RefusalOf(SojournEvent happened)
    {
        var refusal = Against(happened);
        return refusal is { Field: "on", On: { } day } && day < happened.On ? RefusalOf(happened with { On = day }) : refusal;
    }

    /// <summary>What has to be there before the form has anything to ask.</summary>
    private string? Lacks(string type, Side side) => type switch
    {
        "notified" when !told.Events.OfType<Announcement>().Any() => "refusal.nothing-announced",
        "dues-paid" when !DuesAccount.MayBePaidAt(side, today, told.AsOf(today)) => NotNow,
        "dues-reduction-asked" when IsReductionAsked => NotNow,
        "dues-reduction-decided" when !IsReductionAsked => NotNow,
        _ when ConversionSteps.All.Contains(type) && !ConversionSteps.Open(told.Member.Status, Round, HasHost).Contains(type) => NotNow,
        _ => null,
    };

    // A request waits for its decision before there is another.
    private bool IsReductionAsked => told.Events.OfType<DuesReductionAsked>().Count() > told.Events.OfType<DuesReductionDecided>().Count();

    private bool HasHost => (sojourn.HostPath ?? sojourn.HostName) is not null;

    private ConversionRound Round => ConversionCourse.Of(told.Events, told.Member.EndOfProbation)[^1];

    private CertificateBook Book(IEnumerable<SojournEvent> events) => CertificateBook.Tell(
        events.Where(happened => SojournRecords.Book.Keeps(happened, Registers.Certificates))
            .OrderBy(happened => happened.On)
            .ThenBy(happened => happened is not Returned)
            .Select(happened => (Guid.CreateVersion7(), happened)),
        roster is { FromRoster: true } ? new Certificate(sojourn.Id) { Number = roster.Number, IssuedOn = sojourn.DepartedOn, FromRoster = true } : null);

    /// <summary>The least that a form of the type can say, for the types that something before them can forbid.</summary>
    private SojournEvent? Probe(string type, Side side) =>
        SojournRecords.Least(SojournRecords.Book[type], today, side)?.Numbered(() => Book(told.Events).Current?.Number).Completed(told);
}
