using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Peers;

internal sealed class PeersFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.Department),
        ("Details", Access.Department),
        ("Doubts", Access.Department),
        ("Keys", Access.Department),
        ("Messages", Access.Clerk),
        ("Message", Access.Clerk),
        ("Notice", Access.Clerk),
        ("Unread", Access.System),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries =>
    [
        new(167, "/Peers/Messages", "nav.messages", "mail", Access.Clerk, MenuEntry.Reports) { Folder = "Peers", Below = "/Peers/Messages" },
        new(168, "/Peers", "nav.peers", "arrows-exchange", Access.Department, MenuEntry.Reports) { Folder = "Peers", Below = null },
        new(245, "/Peers/Unread", "nav.unread", "mail", Access.System) { Folder = "Peers", Below = "/Peers/Unread" },
    ];

    public override IReadOnlyList<Verb> Verbs => [new(92, ExchangeVerb.Create)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<Carrier>(47), Job.Of<NetSending>(48)];

    public override IReadOnlyList<Answering> Answers => ExchangeAddress.Answers;

    public override IReadOnlyList<Place> Places =>
    [
        new("peers", As.Department, "/Peers"),
        new("peer refused", As.Department, "/Peers", Place.Send),
        new("keys of the exchange", As.Department, "/Peers/Keys"),
        new("messages of peers", As.Clerk, "/Peers/Messages"),
        new("notice to a peer", As.Clerk, "/Peers/Notice"),
        new("unreadable envelopes", As.Operator, "/Peers/Unread"),
    ];

    public override void Services(IServiceCollection services) =>
        services.AddScoped<OwnCard>().AddScoped<OwnKeys>().AddScoped<Outgoing>().AddScoped<PeerActs>().AddScoped<CardChanges>().AddScoped<ResyncActs>()
            .AddScoped<Matching>().AddScoped<DepartureNotices>().AddSingleton<PeerClient>().AddSingleton<ExchangeGate>().AddScoped<Doubts>()
            .AddScoped<IAwaitsSecondPerson, AwaitedPeers>().AddScoped<IAwaitsSecondPerson, AwaitedStrikes>();
}
