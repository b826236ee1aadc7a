using Hongyan.Features.Records;
using Hongyan.Platform;

namespace Hongyan.Features.Transfers;

internal sealed class TransfersFeature : Feature, IFollowsRecords
{
    public IReadOnlyList<RecordFollowing> Following =>
    [
        new(20, parts => new LetterBook(parts.Db, parts.Superiors)),
    ];

    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Deciding)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(90, "/Transfers", "nav.transfers", "transfer-out", Access.Deciding, MenuEntry.Away)];

    public override IReadOnlyList<Place> Places =>
    [
        new("transfers", As.Clerk, "/Transfers"),
        new("transfers of the county", As.Department, "/Transfers"),
        new("transfer", As.Clerk, "/Transfers", "tbody th a[href^='/Transfers/Stay']"),
        new("transfer to be received", As.Clerk, "/Transfers", "tbody th a[href^='/Transfers/Incoming']"),
    ];
}
