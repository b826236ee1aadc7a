using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>People registered outside: one placed on his certificate, one whose home is asked, one who cannot say his, one announced, one taken over.</summary>
internal sealed class DemoGuests(HongyanDb db, RecordServices writing, Secrets secrets, PolicyLibrary library, DateOnly today, DateTimeOffset now)
{
    private const string Committee = "001.004", Machinery = "001.004.001", Electronics = "001.004.003";
    private const string Entry = "示例省青禾市柳湾镇柳湾村党支部";
    private const string HisWords = "外省一家建筑公司的党支部";
    private readonly DemoDoor door = new(db, writing);

    public async Task FillAsync(CancellationToken cancellation)
    {
        var entry = new OutsideOrganization
        {
            Id = Guid.CreateVersion7(),
            Name = Entry,
            Key = OutsideName.Key(Entry, division: null, library.Divisions),
            Level = "branch",
            RegionUnknown = "示例单位，没有行政区划",
            Phone = "19900009811",
            PhoneDigits = "19900009811",
            RecordedAt = now,
        };
        db.OutsideOrganizations.Add(entry);
        await db.SaveChangesAsync(cancellation);

        await door.ReceiveAsync("顾远舟", "male", "19900009821",
            new SojournFacts { HostPath = Committee, HomeOutside = entry.Id, CertificateNumber = "示例2025-0108" },
            new ReportedIn
            {
                On = today.AddDays(-70), Organization = Committee, Shown = ReportedIn.Certificate, Number = "示例2025-0108", HomeSaid = Entry,
                Document = "seen", Photo = "seen", Seal = "seen",
            },
            [
                new BranchNamed { On = today.AddDays(-66), Organization = Machinery, Basis = "employer" },
                new Placed { On = today.AddDays(-63), Organization = Machinery },
                new ToldHome { On = today.AddDays(-60), Of = "placed", Way = "letter" },
                new ContactPersonNamed { On = today.AddDays(-58), By = Side.Host, Person = "机械园支部组织委员" },
                new Contact { On = today.AddDays(-20), By = Side.Host, Means = "visit", Topics = ["work"], Content = "班组工作稳定，住在园区宿舍。" },
            ], Machinery, cancellation);
        await door.ReceiveAsync("秦望溪", "female", "19900009822", new SojournFacts { HostPath = Committee, HomeWords = HisWords },
            new ReportedIn
            {
                On = today.AddDays(-12), Organization = Committee, Shown = ReportedIn.Nothing, HomeSaid = HisWords, Document = "seen",
            },
            [new HomeAsked { On = today.AddDays(-9), What = ["membership"], Way = "phone", To = HisWords }], Committee, cancellation);
        await door.ReceiveAsync("段小满", "unknown", "19900009823", new SojournFacts { HostPath = Electronics },
            new ReportedIn { On = today.AddDays(-40), Organization = Electronics, Shown = ReportedIn.Nothing, HomeUnknown = true, Document = "not-asked" },
            [new Placed { On = today.AddDays(-33), Organization = Electronics }], Electronics, cancellation);
        await FillOthersAsync(entry, cancellation);
        await new DemoGuestStates(db, door, today).FillAsync(cancellation);
    }

    /// <summary>One whom a list of his home announces, and one whose registration came here on its letter.</summary>
    private async Task FillOthersAsync(OutsideOrganization entry, CancellationToken cancellation)
    {
        var coming = new Member
        {
            Id = Guid.CreateVersion7(), HomePath = null, Name = "贺晚舟", Sex = "female", Born = null, Status = "full", Category = DuesRates.Unsaid,
            Phone = "19900009824",
        };
        db.Members.Add(coming);
        var announced = new Announced
        {
            On = today.AddDays(-6), Organization = Committee, By = Announced.List, HomeSaid = entry.Name, HomeEntry = entry.Id, Departs = today.AddDays(-10),
        };
        await writing.Recording.OpenAsync(coming, announced with { Typed = announced.On }, new SojournFacts { HostPath = Committee, HomeOutside = entry.Id },
            cancellation);
        await door.SaveAsync(Committee, cancellation);

        var taken = await door.ReceiveAsync("阮知秋", "male", "19900009825", new SojournFacts { HostPath = Machinery, HomeOutside = entry.Id },
            new ReportedIn
            {
                On = today.AddDays(-150), Organization = Machinery, Shown = ReportedIn.Letter, LetterKind = "certifying", HomeSaid = entry.Name,
                HomeEntry = entry.Id, Document = "seen",
            },
            [
                new Placed { On = today.AddDays(-150), Organization = Machinery },
                new TransferReceived
                {
                    On = today.AddDays(-20), Number = "示例转2026-017", LetterOn = today.AddDays(-32), ValidDays = 30,
                    DuesPaidTo = today.AddMonths(-1).ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture),
                },
                new TransferredIn { On = today.AddDays(-20), Branch = Machinery },
            ], Committee, cancellation, new DateOnly(1992, 6, 12), "full");
        var number = IdNumber.WithCheck("99010119920612983");
        var member = await db.Members.SingleAsync(one => one.Id == taken.MemberId, cancellation);
        (member.IdNumber, member.IdTail) = (secrets.Encrypt(number), number[^4..]);
        db.Identities.Add(new MemberIdentity { Hash = secrets.Hash(number), MemberId = member.Id });
        await door.SaveAsync(Committee, cancellation);
    }
}
