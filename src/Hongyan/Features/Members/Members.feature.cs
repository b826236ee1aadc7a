using Hongyan.Platform;

namespace Hongyan.Features.Members;

internal sealed class MembersFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Staff),
        ("Account", Access.Deciding), // of a floating organisation: only whose its contact persons' accounts are
        ("Change", Access.Home),
        ("Correction", Access.Home),
        ("Corrections", Access.Home),
        ("Departure", Access.Home),
        ("Register", Access.Registering),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(70, "/Members", "nav.members", "users", Access.Staff, MenuEntry.Away)];

    public override IReadOnlyList<Counted> Counted =>
    [
        new(10, "corrections", Access.Home, "/Members/Corrections",
            "select count(*) from correction_request where home_path >= @lo and home_path < @hi and answered_at is null"),
    ];

    public override IReadOnlyList<Place> Places =>
    [
        new("members", As.Home, "/Members"),
        new("member seen by home", As.Home, "/Worklist?by=member", Place.FirstMember),
        new("member seen by the host", As.Host, "/Worklist?by=member", Place.FirstMember),
        new("a member's account", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href$=Account]"),
        new("what is covered of a member", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href$=Private]"),
        new("what was covered of a member", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href$=Private]", Place.Send),
        new("departure", As.Home, "/Members?show=home", "tbody th a", "a[href$=Departure]"),
        new("registration of a member", As.Home, "/Members/Register"),
        new("registration of the committee", As.Clerk, "/Members/Register"),
        new("registration refused", As.Home, "/Members/Register", Place.Send),
        new("basic data to change", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href$='/Change']"),
        new("change of basic data", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href$='/Change']", "a[href$='field=education']"),
        new("change of basic data refused", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href$='/Change']", "a[href$='field=education']", Place.Send),
        new("requests for correction", As.Home, "/Members/Corrections"),
    ];
}
