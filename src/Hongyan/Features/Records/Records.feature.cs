using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Records;

internal sealed class RecordsFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        (All, Access.Staff),
        ("Organization", Access.Deciding),
        ("Second", Access.Deciding),
    ];

    public override IReadOnlyList<Place> Places =>
    [
        new("record of a contact", As.Home, "/Worklist?by=member", ".duty a[href*='type=contact&']"),
        new("record refused", As.Home, "/Worklist?by=member", Place.FirstMember, ".waive", Place.Send),
        new("record for a second person", As.Department, "/Worklist", "a[href^='/Records/Second/']"),
        new("record for an organisation", As.Home, "/Worklist?by=member", ".duty a[href*='/Records/Organization']"),
    ];

    public override void Services(IServiceCollection services) =>
        services.AddScoped<Policies>()
            .AddScoped<Superiors>()
            .AddScoped<DutyKeeping>()
            .AddScoped<RecordFollowers>()
            .AddScoped<Recording>()
            .AddScoped<CaseKeeping>()
            .AddScoped<CaseRecording>()
            .AddScoped<CaseFiles>()
            .AddScoped<SecondPersons>().AddScoped<IAwaitsSecondPerson, AwaitedStays>()
            .AddScoped<FoundChoices>().AddScoped<ContactRoster>().AddScoped<Meanwhile>();
}
