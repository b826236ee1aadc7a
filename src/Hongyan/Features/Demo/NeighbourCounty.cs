using Hongyan.Data;
using Hongyan.Features.Peers;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Peers;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>
/// 栖雁县, a small county of another province in an installation of its own. It and the demonstration county are introduced to each other; two
/// members of the one live in the other: of one both sides know, of the other a notice waits for a person.
/// </summary>
internal sealed class NeighbourCounty(Installation here, Installation there)
{
    public const string County = "栖雁县";
    private const string Department = "001", Committee = "001.001", Branch = "001.001.001", Region = "510700";

    private readonly DateOnly today = ChinaDate.Today(here.Clock);

    /// <exception cref="UserError">The database holds organisations, or the other one is not the demonstration county.</exception>
    public async Task<FilledCounty> FillAsync(CancellationToken cancellation)
    {
        var leavers = await LeaversAsync(cancellation);
        var (made, guests) = await FillHereAsync(leavers, cancellation);
        await MeetAsync(cancellation);
        foreach (var (stay, _) in leavers) await TellAsync(stay, cancellation);
        await CarryAsync(there, here, cancellation);
        await MatchAsync(guests[0], leavers[0].Member.Name, cancellation);
        await CarryAsync(here, there, cancellation);
        await CarryAsync(there, here, cancellation);
        await CarryAsync(here, there, cancellation);
        return made;
    }

    private async Task<List<(Sojourn Stay, Member Member)>> LeaversAsync(CancellationToken cancellation)
    {
        await using var db = there.OpenDb();
        if (!await db.Settings.AnyAsync(one => one.Key == "demonstration", cancellation)
            || await db.Peers.AnyAsync(one => one.State != Peer.Ended, cancellation))
            throw new UserError(DemoVerb.Say("not-the-county"));
        var found = await (
            from stay in db.Sojourns.AsNoTracking()
            join member in db.Members.AsNoTracking() on stay.MemberId equals member.Id
            where stay.EndedOn == null && stay.HostPath == null && stay.HomePath!.StartsWith("001.001.") && member.Status == "full"
                && stay.DepartedOn <= today.AddDays(-40) && stay.LostOn == null
            orderby stay.DepartedOn descending, member.Phone
            select new { stay, member }).Take(2).ToListAsync(cancellation);
        return found.Count == 2 ? [.. found.Select(one => (one.stay, one.member))] : throw new UserError(DemoVerb.Say("not-the-county"));
    }

    private async Task<(FilledCounty Made, List<Sojourn> Guests)> FillHereAsync(List<(Sojourn Stay, Member Member)> leavers, CancellationToken cancellation)
    {
        await using var db = here.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Organizations.AnyAsync(cancellation)) throw new UserError(DemoVerb.Say("not-empty"));
        var places = Places().ToDictionary(place => place.Path);
        db.Organizations.AddRange(places.Values);
        db.Members.AddRange(Members());
        db.Settings.Add(new Setting { Key = "demonstration", Value = today.ToString("O") });
        IReadOnlyList<SignIn> signIns =
        [
            SignIns.Staff(db, places, "host", Roles.Secretary, Branch, drawnFor: County),
            SignIns.Staff(db, places, "clerk", Roles.Clerk, Committee, drawnFor: County),
            SignIns.Staff(db, places, "department", Roles.Department, Department, drawnFor: County),
            SignIns.Staff(db, places, "department2", Roles.Department, Department, drawnFor: County),
        ];
        await db.SaveChangesAsync(cancellation);
        var (writing, guests) = (new RecordServices(here, db), new List<Sojourn>());
        var door = new DemoDoor(db, writing);
        foreach (var (stay, member) in leavers) guests.Add(await ReceiveAsync(door, stay, member, isFirst: guests.Count == 0, cancellation));
        writing.Audit.Note("demonstration", details: new { members = Members().Count(), sojourns = guests.Count });
        await db.SaveChangesAsync(cancellation);
        var made = new FilledCounty(County, places.Count, Members().Count(), guests.Count,
            await db.Records.CountAsync(record => record.CaseKind == KeptDuty.OfSojourn, cancellation),
            await db.Duties.CountAsync(duty => duty.CaseKind == KeptDuty.OfSojourn, cancellation), signIns);
        await transaction.CommitAsync(cancellation);
        return (made, guests);
    }

    /// <summary>The first of them has a branch and a contact person; the second was received the other day.</summary>
    private Task<Sojourn> ReceiveAsync(DemoDoor door, Sojourn stay, Member member, bool isFirst, CancellationToken cancellation)
    {
        var home = DemoOrganizations.All().Single(place => place.Path == stay.HomePath).Name;
        var arrived = isFirst ? stay.DepartedOn.AddDays(5) : today.AddDays(-4);
        SojournEvent[] since = isFirst
            ?
            [
                new BranchNamed { On = arrived.AddDays(2), Organization = Branch, Basis = "community", RuledOut = ["employer"] },
                new Placed { On = arrived.AddDays(4), Organization = Branch },
                new ContactPersonNamed { On = arrived.AddDays(6), By = Side.Host, Person = "雁石桥" },
                new Feedback { On = today.AddDays(-3), From = Side.Host, Topic = "general", Text = "参加支部主题党日，在社区做志愿者。" },
            ]
            : [];
        return door.ReceiveAsync(member.Name, member.Sex, member.Phone!, new SojournFacts { HostPath = Committee, HomeWords = home, Employer = stay.Employer },
            new ReportedIn { On = arrived, Organization = Committee, Shown = ReportedIn.Nothing, HomeSaid = home, Document = "seen" }, since, Committee,
            cancellation, member.Born, member.Status);
    }

    /// <summary>In each installation one person of the department loads the other's card and compares it, a second one confirms.</summary>
    private async Task MeetAsync(CancellationToken cancellation)
    {
        var (ours, theirs) = (await CardAsync(here, cancellation), await CardAsync(there, cancellation));
        await IntroduceAsync(here, theirs, cancellation);
        await IntroduceAsync(there, ours, cancellation);
        await CarryAsync(here, there, cancellation);
        await CarryAsync(there, here, cancellation);
    }

    private async Task IntroduceAsync(Installation installation, Envelopes.PeerCard card, CancellationToken cancellation)
    {
        var peer = Guid.Empty;
        await ActAsync(installation, "department", async (services, db) =>
        {
            var department = await db.Organizations.SingleAsync(one => one.Path == Department, cancellation);
            var (loaded, refusal) = await services.Acts.LoadAsync(department, card, cancellation);
            peer = loaded?.Id ?? throw ExchangeWords.Refused(refusal!);
            Check(await services.Acts.CompareAsync(loaded, $"{card.Name} 电话核对", card.Fingerprint, today, cancellation));
        }, cancellation);
        await ActAsync(installation, "department2", async (services, db) =>
            Check(await services.Acts.ConfirmAsync(await db.Peers.SingleAsync(one => one.Id == peer, cancellation), cancellation)), cancellation);
    }

    private Task TellAsync(Sojourn stay, CancellationToken cancellation) => ActAsync(there, "clerk", async (services, db) =>
    {
        var peer = await db.Peers.SingleAsync(one => one.State == Peer.Active, cancellation);
        var from = await db.Organizations.SingleAsync(one => one.Path == DemoOrganizations.HomeBranch.Substring(0, 7), cancellation);
        var receiver = Envelopes.PeerCard.ReadOrganizations(peer.Organizations).First(one => one.Level == "committee").Id;
        await services.Notices.SendAsync(stay, peer, from, receiver, cancellation);
    }, cancellation);

    private Task MatchAsync(Sojourn guest, string name, CancellationToken cancellation) => ActAsync(here, "clerk", async (services, db) =>
    {
        var peer = await db.Peers.SingleAsync(one => one.State == Peer.Active, cancellation);
        foreach (var notice in await db.ReceivedMessages.Where(one => one.Kind == MessageKinds.DepartureNotice).ToListAsync(cancellation))
        {
            var said = Envelopes.Message.Read(here.Secrets.DecryptBytes(notice.Payload));
            if (said is not null && BodyText.Of(said.Body, "name") == name)
                await services.Matching.MatchAsync(peer, notice, said, guest.Id, cancellation);
        }
    }, cancellation);

    private static async Task CarryAsync(Installation from, Installation to, CancellationToken cancellation)
    {
        await using var db = from.OpenDb();
        var peer = await db.Peers.Where(one => one.State != Peer.Ended).Select(one => one.Id).SingleAsync(cancellation);
        var file = await new Carrier(from).ExportAsync(peer, cancellation);
        await new Carrier(to).ImportAsync(file!.Write(), cancellation);
    }

    private static async Task<Envelopes.PeerCard> CardAsync(Installation installation, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        return (await new ExchangeServices(installation, db).Own.ReadAsync(cancellation))!;
    }

    /// <summary>An act of one of those whose sign-ins were printed, in a transaction of its own.</summary>
    private static async Task ActAsync(Installation installation, string who, Func<ExchangeServices, HongyanDb, Task> act, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var account = await db.Accounts.Where(one => one.UserName == who).Select(one => one.Id).SingleAsync(cancellation);
        await act(new ExchangeServices(installation, db, Actor.Owner(account)), db);
        await transaction.CommitAsync(cancellation);
    }

    private static void Check(string? refusal)
    {
        if (refusal is not null) throw ExchangeWords.Refused(refusal);
    }

    private static IEnumerable<Organization> Places()
    {
        yield return Place(Department, $"中共{County}委组织部", "organization-department", "national");
        yield return Place(Committee, $"中共{County}石桥镇委员会", "committee");
        yield return Place(Branch, "石桥镇石桥社区党支部", "branch");
        yield return Place("001.001.002", "石桥镇竹器工业园党支部", "branch");

        static Organization Place(string path, string name, string kind, string? profile = null) => new()
        {
            Path = path, Name = name, Kind = kind, RegionCode = Region, Phone = $"199 0000 7{path.Length:00}{path[^1]}", Address = $"{County}石桥镇",
            Profile = profile,
        };
    }

    private static IEnumerable<Member> Members()
    {
        foreach (var (number, name) in new[] { "雁石桥", "鸿竹青", "栖云舒" }.Index())
        {
            yield return new Member
            {
                Id = Guid.CreateVersion7(), HomePath = Branch, Name = name, Sex = number == 1 ? "male" : "female", Born = new DateOnly(1970 + number, 4, 9),
                Status = "full", Category = DuesRates.Unsaid, Phone = $"1990000960{number}",
            };
        }
    }
}
