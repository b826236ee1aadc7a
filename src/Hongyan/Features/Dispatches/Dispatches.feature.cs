using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Dispatches;

internal sealed class DispatchesFeature : Feature, IFollowsRecords, IGivesPapers
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Staff),
        ("Answer", Access.Deciding),
        ("Details#Text", Access.Deciding),
        ("Details#Send", Access.Deciding),
        ("Details#Mark", Access.Deciding),
        ("Details#Scan", Access.Deciding),
        ("Drafts", Access.Deciding),
        ("Owed", Access.Deciding),
        ("Slip", Access.Anonymous), // whoever holds a slip learns where to send it
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(65, "/Dispatches", "nav.dispatches", "send", Access.Staff, MenuEntry.Away)];

    public override IReadOnlyList<Place> Places =>
    [
        new("dispatch register", As.Host, "/Dispatches"),
        new("dispatch register of the county", As.Department, "/Dispatches"),
        new("dispatch register with nothing found", As.Home, "/Dispatches?state=lost"),
        new("dispatch register of a branch read by the county", As.Department, "/Dispatches?org=001.004.001"),
        new("letters to be written", As.Department, "/Dispatches/Owed?all=true"),
        new("no letter to be written", As.Home, "/Dispatches/Owed?kind=telling"),
        new("letters drafted", As.Department, "/Dispatches/Drafts"),
        new("letters refused", As.Department, "/Dispatches/Drafts", Place.Send),
        new("letter that is drafted", As.Department, "/Dispatches", "main th a"),
        new("letter that went out", As.Department, "/Dispatches?org=001.004.001", "main th a"),
        new("letter on paper", As.Department, "/Dispatches?org=001.004.001", "main th a", "main a[href^='/Dispatches/Print']"),
        new("asked of home", As.Department, "/Dispatches/Asked"),
        new("both sides compared", As.Department, "/Dispatches/Matching"),
        new("both sides compared for a host", As.Host, "/Dispatches/Matching?way=in"),
        new("return slip", As.Host, "/Slip"),
        new("return slip of somebody else", As.Nobody, "/Slip"),
        new("return slip refused", As.Nobody, "/Slip", Place.Send),
    ];

    public IReadOnlyList<RecordFollowing> Following { get; } = [new(60, parts => new DispatchFollower(parts.Db, parts.Actor, parts.Clock))];

    public IReadOnlyList<(string Group, ListPaper Paper)> OfOrganizations { get; } = [("registers", new DispatchRegister())];

    public IReadOnlyList<SojournPaper> OfStays => [];

    public override void Services(IServiceCollection services) => services.AddScoped<AskedOfHome>().AddScoped<UnowedLetters>().AddScoped<OwedLetters>()
        .AddScoped<Drafting>().AddScoped<SinceDrafted>().AddScoped<Sending>().AddScoped<DispatchPaper>().AddScoped<DispatchReading>().AddScoped<MatchedStays>();
}
