using Hongyan.Data;
using Hongyan.Features.Batch;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Certificates;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>
/// Many who report in together: day and receiving organisation are said once, that somebody's document was looked at for each. Guests, and whose
/// certificate does not hold, are received singly.
/// </summary>
internal sealed class ReceivedOfMany(HongyanDb db, Actor actor, TimeProvider clock, Texts texts) : ManyOf(ReportedIn.Type.Name)
{
    private const int MostHosts = 500;
    private readonly DateOnly today = ChinaDate.Today(clock);
    private IReadOnlyList<(string, string)> hosts = [];
    private HashSet<Guid> unusable = [];

    public override async Task KnowAsync(IReadOnlyList<Batch.Person> people, BatchContent content, CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return;
        var end = top + "/";
        hosts = [.. (await db.Organizations.Where(o => o.Path.CompareTo(top) >= 0 && o.Path.CompareTo(end) < 0).OrderBy(o => o.Path).Take(MostHosts)
            .Select(o => new { o.Path, o.Name }).ToListAsync(cancellation)).Select(o => (o.Path, o.Name))];
        List<Guid> members = [.. people.Select(person => person.Stay.MemberId)], stays = [.. people.Select(person => person.Stay.Id)];
        var certificates = await db.Certificates.AsNoTracking().Where(c => members.Contains(c.MemberId) && stays.Contains(c.SojournId))
            .ToListAsync(cancellation);
        unusable = [.. certificates.GroupBy(certificate => certificate.SojournId).Where(all => all.All(one => !IsGood(one))).Select(all => all.Key)];
    }

    public override void Offer(Batch.Person person, BatchContent content, RecordInput form) => form.Found["organization"] = hosts;

    public override void Preset(Batch.Person person, BatchContent content, BatchLine line)
    {
        if (actor.OrgPath is { } org)
            content.Common.TryAdd("organization", org);
    }

    public override IReadOnlyList<string> FlagsOf(Batch.Person person, BatchContent content) =>
        person.Stay.HomeIsOutside ? ["guest"] : unusable.Contains(person.Stay.Id) ? ["certificate"] : [];

    public override string? SinglyOf(Batch.Person person, BatchContent content, string back) =>
        $"/Reception/Arrival?stay={person.Stay.MemberId}.{person.Stay.Id}";

    public override string? About(Batch.Person person, BatchContent content) => person.File.NameOf(Side.Home);

    public override IEnumerable<(string Field, string Sentence)> Wrong(Batch.Person person, BatchContent content, SojournEvent happened) =>
        ((ReportedIn)happened).Document == ReportedIn.Seen ? [] : [("document", texts.For("Reception")["seen.needed"])];

    /// <summary>One that is not handed out yet holds nobody up; he shows what he has.</summary>
    private bool IsGood(KeptCertificate certificate) => certificate.IssuedOn is null
        || new CertificateDays(certificate.IssuedOn, certificate.ValidUntil, certificate.LostOn, certificate.ReplacedOn, certificate.WithdrawnOn)
            .StateOn(today) is CertificateState.Valid;
}
