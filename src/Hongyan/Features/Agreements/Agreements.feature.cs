using Hongyan.Data;
using Hongyan.Features.Cases;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Agreements;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Agreements;

internal sealed class AgreementsFeature : Feature, IGivesPapers, IShowsCases, ICompletesRecords, IFollowsCases, IGivesTerms, IShowsStays
{
    public override IReadOnlyList<(string Page, string Group)> Pages =>
    [
        ("Index", Access.Staff),
        ("Index#Aside", Access.Deciding),
    ];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(164, "/Agreements", "nav.agreements", "writing", Access.Staff, MenuEntry.Reports)];

    public override IReadOnlyList<Place> Places =>
    [
        new("agreements", As.Clerk, "/Agreements"),
        new("agreements of the county", As.Department, "/Agreements"),
        new("list of agreements", As.Clerk, "/Cases/agreement"),
        new("agreement", As.Clerk, "/Cases/agreement?state=in-force", "main th a[href*='/Cases/agreement/']"),
        new("agreement on paper", As.Clerk, "/Cases/agreement?state=in-force", "main th a[href*='/Cases/agreement/']", "main a[href$='/agreement-text']"),
        new("consultation", As.Clerk, "/Cases/agreement?state=in-force", "main th a[href*='/Cases/agreement/']", "main a[href*='type=consulted']"),
        new("consultation refused", As.Clerk, "/Cases/agreement?state=in-force", "main th a[href*='/Cases/agreement/']", "main a[href*='type=consulted']",
            Place.Send),
        new("draft of an agreement", As.Clerk, "/Cases/agreement?state=draft", "main th a[href*='/Cases/agreement/']",
            "main a[href*='type=agreement-drafted']"),
        new("choice of a party", As.Clerk, "/Cases/agreement/New?q=%E8%A1%97%E9%81%93"),
        new("pairing of a branch", As.Home, "/Cases/pairing/New"),
    ];

    public IReadOnlyList<string> OfKinds => [Agreement.Name, Pairing.Name];

    public string CasePart => "/Features/Agreements/_Case.cshtml";

    public IReadOnlyList<(string Group, ListPaper Paper)> OfOrganizations => [("registers", new AgreementRegister())];

    public IReadOnlyList<SojournPaper> OfStays => [];

    public IReadOnlyList<CasePaper> OfCases => [new AgreementPaper(), new MinutesPaper()];

    public string StayPart => "/Features/Agreements/_Stay.cshtml";

    public string MemberPart => "/Features/Agreements/_Mine.cshtml";

    public override void Services(IServiceCollection services) => services.AddScoped<MyAgreements>().AddScoped<CoveredStays>();

    public ITermsOfStays TermsIn(HongyanDb db) => new ReachedAgreements(db);

    /// <summary>The figures of the day are frozen into the minutes.</summary>
    public async Task<PartyEvent> CompleteAsync(
        HongyanDb db, KeptCase one, IReadOnlyList<PartyHere> parties, CaseStory before, PartyEvent happened, CancellationToken cancellation) =>
        happened is Consulted consulted
            ? consulted with { Figures = await new CoveredStays(db).CountAsync(new ReadAgreement(one, parties, before), cancellation) }
            : happened;

    /// <summary>Where other texts that set something hold than before, the duties of the stays between the parties change.</summary>
    public async Task FollowAsync(
        HongyanDb db, IReadOnlyList<PartyHere> parties, CaseTold before, CaseTold after, DateOnly today, CancellationToken cancellation)
    {
        if (OfKinds.Contains(after.Kind.Name) && !HeldIn(before, today).SequenceEqual(HeldIn(after, today)))
            await new CoveredStays(db).TellAnewAsync(parties, today, cancellation);
    }

    private static IEnumerable<(string, DateOnly, DateOnly)> HeldIn(CaseTold told, DateOnly today) =>
        AgreementTexts.Of(told.AsOf(today)).Held.Where(one => AgreementValues.Of(one.Version.Text).Count > 0)
            .Select(one => (told.Kind.Write(one.Version.Text), one.First, one.Last));
}
