using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.OfficeYears;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>What was made, and who may sign in.</summary>
internal sealed record FilledCounty(string Name, int Organizations, int Members, int Sojourns, int Records, int Duties, IReadOnlyList<SignIn> SignIns);

/// <summary>Fills an empty database with the demonstration county, all of it or nothing.</summary>
internal static class Demonstrating
{
    private const int SweepDays = 25;
    private const int LaggardsEach = 13;

    /// <exception cref="UserError">The database already holds organisations.</exception>
    public static async Task<FilledCounty> FillAsync(Installation installation, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Organizations.AnyAsync(cancellation))
            throw new UserError(DemoVerb.Say("not-empty"));

        var today = ChinaDate.Today(installation.Clock);
        var places = DemoOrganizations.All().ToDictionary(place => place.Path);
        db.Organizations.AddRange(places.Values);
        await db.SaveChangesAsync(cancellation);
        var people = new People(installation.Secrets, today).All();
        db.Members.AddRange(people.Select(person => person.Member));
        db.Identities.AddRange(people.Select(person => person.Identity));
        await db.SaveChangesAsync(cancellation);

        db.Stations.AddRange(DemoStations.All(today));
        db.OutsideOrganizations.AddRange(DemoOutside.All(installation.Policy.Divisions, installation.Clock.GetUtcNow()));
        var writing = new RecordServices(installation, db);
        var stays = await new Sojourning(db, writing, today, installation.Clock).FillAsync([.. people.Select(person => person.Member)], cancellation);
        // The member who may sign in has a host that may sign in, too.
        var floating = stays.Last(stay => stay.Sojourn is { State: "placed", HomePath: DemoOrganizations.HomeBranch,
            HostPath: DemoOrganizations.HostBranch }).Member;
        await new Gatherings(db, writing, today).FillAsync(stays, floating.Id, cancellation);
        await new DemoGuests(db, writing, installation.Secrets, installation.Policy, today, installation.Clock.GetUtcNow()).FillAsync(cancellation);
        await new DemoDispatches(db, today, installation.Clock.GetUtcNow()).FillAsync(cancellation);
        await YearlyAsync(db, writing, places.Values, today, cancellation);
        await new DemoAgreements(writing, places, today).FillAsync(cancellation);
        await new DemoPairings(writing, places, today).FillAsync(cancellation);
        var signIns = SignIns.Make(db, places, floating);
        await DemoGuestStates.AskAsync(db, today, installation.Clock.GetUtcNow(), cancellation);
        DemoMembership.Fill(db, [.. people.Select(person => person.Member)], today, installation.Clock.GetUtcNow());
        db.Settings.Add(new Setting { Key = "demonstration", Value = today.ToString("O") });
        writing.Audit.Note("demonstration", details: new { members = people.Count, sojourns = stays.Count });
        await db.SaveChangesAsync(cancellation);

        var made = new FilledCounty(DemoOrganizations.County, places.Count, people.Count, stays.Count,
            await db.Records.CountAsync(record => record.CaseKind == KeptDuty.OfSojourn, cancellation),
            await db.Duties.CountAsync(duty => duty.CaseKind == KeptDuty.OfSojourn, cancellation), signIns);
        await transaction.CommitAsync(cancellation);
        return made;
    }

    /// <summary>The sweep of the year: most organisations did it in time, two have not. The report upwards opens in December.</summary>
    private static async Task YearlyAsync(
        HongyanDb db, RecordServices writing, IEnumerable<Organization> places, DateOnly today, CancellationToken cancellation)
    {
        var first = new DateOnly(today.Year, 1, 1);
        await new OfficeYears(db, writing).OpenAsync(today, cancellation, from: first);
        await db.SaveChangesAsync(cancellation);
        var years = await db.Cases.Where(one => one.Kind == OfficeYear.Kind.Name).ToDictionaryAsync(one => one.OwnerId, cancellation);
        foreach (var (place, number) in places.Select((place, number) => (place, number)))
        {
            var done = first.AddDays(SweepDays + number);
            if (number % LaggardsEach != LaggardsEach - 1 && done <= today)
                await writing.CaseRecording.AddAsync(years[place.Id], new YearSwept { On = done, By = OfficeYear.Office }, cancellation);
        }
    }
}
