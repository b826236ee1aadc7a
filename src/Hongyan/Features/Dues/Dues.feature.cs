using Hongyan.Features.Batch;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Dues;

internal sealed class DuesFeature : Feature, IGivesRecordPages
{
    public IReadOnlyList<RecordPage> RecordPages =>
    [
        new("/Dues/Pay", ["dues-paid"]),
        new("/Dues/Set", ["dues-set"]),
        new("/Dues/Reduction", ["dues-reduction-asked"]),
        new("/Dues/Decision", ["dues-reduction-decided"]),
    ];

    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.Staff),
        ("Pay", Access.Deciding),
        ("Set", Access.Home),
        ("Reduction", Access.Home),
        ("Decision", Access.Home),
        ("Reductions", Access.Home),
        ("Calculator", Access.SignedIn),
        ("Receipt", Access.SignedIn), // staff in scope, and the member his own
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(130, "/Dues", "nav.dues", "coin", Access.Staff, MenuEntry.Life)];

    public override IReadOnlyList<Counted> Counted =>
    [
        new(30, "reductions", Access.Clerk, "/Dues/Reductions", """
            select count(*) from record r where r.type = 'dues-reduction-asked' and r.home_path >= @lo and r.home_path < @hi
              and not exists (select from record d where d.owner_id = r.owner_id and d.case_id = r.case_id
                and d.type = 'dues-reduction-decided' and d.recorded_at > r.recorded_at)
            """),
    ];

    public override IReadOnlyList<Place> Places =>
    [
        new("dues to be taken", As.Home, "/Worklist?by=member", ".duty a[href*='/Dues/Pay']"),
        new("dues refused", As.Home, "/Worklist?by=member", ".duty a[href*='/Dues/Pay']", Place.Send),
        new("dues register of home", As.Home, "/Dues"),
        new("dues register of the host", As.Host, "/Dues"),
        new("dues register of the county", As.Department, "/Dues?behind=true"),
        new("dues to be set", As.Home, "/Dues", "td a[href*='/Dues/Set']"),
        new("reductions", As.Clerk, "/Dues/Reductions"),
        new("reduction to be decided", As.Clerk, "/Dues/Reductions", "a[href*=Decision]"),
        new("dues calculator", As.Member, "/Dues/Calculator?category=employee&base=4200"),
        new("my receipt", As.Member, "/Mine/Dues", "a[href*=Receipt]"),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<ManyOf, DuesOfMany>();
}
