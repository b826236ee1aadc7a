using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Transfers;

internal sealed class TransfersFeature : Feature, IGivesRecordPages, IFollowsRecords
{
    public IReadOnlyList<RecordFollowing> Following =>
    [
        new(20, parts => new LetterBook(parts.Db, parts.Superiors)),
    ];

    public IReadOnlyList<RecordPage> RecordPages =>
    [
        // a letter and what becomes of it are written where all of it can be seen; their days are corrected like any other
        new("/Transfers/Stay",
            ["transfer-letter-issued", "transfer-received", "transfer-refused", "receipt-returned", "transferred", "transferred-in"],
            IsForCorrections: false),
    ];

    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Deciding)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(90, "/Transfers", "nav.transfers", "transfer-out", Access.Deciding, MenuEntry.Away)];

    public override IReadOnlyList<Place> Places =>
    [
        new("transfers", As.Clerk, "/Transfers"),
        new("transfers of the county", As.Department, "/Transfers"),
        new("transfer", As.Clerk, "/Transfers", "tbody th a[href^='/Transfers/Stay']"),
        new("transfer to be received", As.Clerk, "/Transfers", "tbody th a[href^='/Transfers/Incoming']"),
        new("transfer of a guest", As.Department, "/Lists/inflow?q=顾远舟", "main tbody th a", "main a[href^='/Transfers/In']"),
        new("transfer of a guest refused", As.Department, "/Lists/inflow?q=顾远舟", "main tbody th a", "main a[href^='/Transfers/In']", Place.Send),
    ];

    public override void Services(IServiceCollection services) => services.AddScoped<TransfersIn>();
}
