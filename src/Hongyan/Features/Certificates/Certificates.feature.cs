using Hongyan.Certificates;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Certificates;

internal sealed class CertificatesFeature : Feature, IFollowsRecords
{
    public IReadOnlyList<RecordFollowing> Following =>
    [
        new(10, parts => new CertificateKeeping(parts.Db, parts.Policies, parts.Superiors,
            new CommitteeKeys(parts.Db, parts.Secrets, parts.Clock, parts.Policies))),
    ];

    public override IReadOnlyList<Job> Jobs => [Job.Of<PublishingJob>(45)];

    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Staff),
        ("Seal", Access.Clerk),
        ("Keys", Access.Clerk),
        ("Ranges", Access.Department),
        ("Roots", Access.Department),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(80, "/Certificates", "nav.certificates", "certificate", Access.Staff, MenuEntry.Away)];

    /// <summary>Committees that run out of numbers.</summary>
    public override IReadOnlyList<Counted> Counted =>
    [
        new(40, "numbers", Access.Clerk, "/Certificates", """
            select count(*) from (select from certificate_range where committee_path >= @lo and committee_path < @hi
              group by committee_path having sum(last - next + 1) < 20) few
            """, IsLate: true),
    ];

    public override IReadOnlyList<Place> Places =>
    [
        new("certificates of the branch", As.Home, "/Certificates"),
        new("certificates of the committee", As.Clerk, "/Certificates"),
        new("certificates of the county", As.Department, "/Certificates?state=lost"),
        new("certificate", As.Home, "/Certificates?state=valid", "#list tbody th a"),
        new("certificate seen by the host", As.Host, "/Certificates", "#list tbody th a"),
        new("issue of a certificate", As.Department, "/Certificates?state=sealed", "#list tbody td a.btn"),
        new("seal", As.Clerk, "/Certificates", "form[action='/Certificates/Seal'] .btn-primary"),
        new("number ranges", As.Department, "/Certificates/Ranges"),
        new("number ranges refused", As.Department, "/Certificates/Ranges", Place.Send),
        new("signing keys", As.Clerk, "/Certificates/Keys"),
        new("issuers elsewhere", As.Department, "/Certificates/Roots"),
        new("issuers elsewhere refused", As.Department, "/Certificates/Roots", Place.Send),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<CommitteeKeys>().AddScoped<Sealing>().AddScoped<PinnedRoots>()
        .AddScoped<IAwaitsSecondPerson, AwaitedRoots>();

    /// <summary>Strangers find keys and lists before the first certificate is sealed.</summary>
    public override async Task<string?> BeginAsync(Installation installation, string address, CancellationToken cancellation)
    {
        if (installation.Options.PublicAddress?.ToString().TrimEnd('/') is { } reached)
        {
            await using var db = installation.OpenDb();
            await db.Database.ExecuteSqlAsync($"""
                insert into setting (key, value) values ({StatusPlaces.AddressSetting}, {reached}) on conflict (key) do update set value = excluded.value
                """, cancellation);
        }
        await new Publishing(installation).RunAsync(cancellation);
        return null;
    }
}
