using Hongyan.Platform;
using Hongyan.Records;

namespace Hongyan.Features.Correspondence;

internal sealed class CorrespondenceFeature : Feature, IGivesRecordPages, IFollowsRecords
{
    public IReadOnlyList<RecordFollowing> Following =>
    [
        new(30, parts => new Exchanging(parts.Db, parts.Actor, parts.Clock)),
    ];

    public IReadOnlyList<RecordPage> RecordPages =>
    [
        new("/Correspondence/New", ["feedback"]),
    ];

    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Staff),
        ("Acknowledge", Access.Sides),
        ("New", Access.Deciding),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(30, "/Correspondence", "nav.correspondence", "mail", Access.Staff)];

    public override IReadOnlyList<Place> Places =>
    [
        new("letters to read", As.Home, "/Correspondence?seen=all"),
        new("several letters with none chosen", As.Home, "/Correspondence/Acknowledge"),
        new("letters and messages", As.Home, "/Correspondence"),
        new("letters and messages, all", As.Host, "/Correspondence?all=true"),
        new("letter", As.Home, "/Correspondence", "tbody th a[href^='/Correspondence/']"),
        new("letter to be written", As.Host, "/Worklist?by=member", ".duty a[href*='/Correspondence/New']"),
        new("messages", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href*='/Messages/']"),
    ];
}
