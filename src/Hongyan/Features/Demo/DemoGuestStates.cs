using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Demo;

/// <summary>A guest in each state that a reception knows: refused, about to be refused by two, being heard, gone, and moved on to another host.</summary>
internal sealed class DemoGuestStates(HongyanDb db, DemoDoor door, DateOnly today)
{
    private const string Committee = "001.004", Machinery = "001.004.001", Host = DemoOrganizations.HostBranch;
    private const string Home = "外省一个县城的社区党支部", Shown = "示例2025-0230";

    public async Task FillAsync(CancellationToken cancellation)
    {
        await door.ReceiveAsync("韩既白", "male", "19900009824", At(Committee), Arrived(30, Committee),
            [new Refused { On = today.AddDays(-26), Code = "not-here", Why = "住处和工作地点都在邻县，已告知邻县街道党工委。", Organization = Committee, CopiedTo = "001" }],
            Committee, cancellation);
        await door.ReceiveAsync("何疏桐", "female", "19900009825", At(Committee), Arrived(45, Committee),
            [
                new HomeAsked { On = today.AddDays(-42), What = ["membership"], Way = "letter", To = Home },
                new GuestTold { On = today.AddDays(-3), Of = Hearing.OfNoMember, Way = "visit", Text = "来函称没有这名党员，请本人说明入党时间、地点和介绍人。" },
            ], Committee, cancellation);
        await door.ReceiveAsync("魏长川", "male", "19900009826", At(Machinery), Arrived(120, Machinery),
            [
                new Placed { On = today.AddDays(-113), Organization = Machinery },
                new ToldHome { On = today.AddDays(-110), Of = "placed", Way = "letter" },
                new LeftHost { On = today.AddDays(-15), Reason = "returned", To = "home" },
            ], Machinery, cancellation);
        await door.ReceiveAsync("沈听雨", "female", "19900009827", At(Host) with { CertificateNumber = Shown },
            Arrived(6, Host) with { Shown = ReportedIn.Certificate, Number = Shown, Photo = "seen", Seal = "seen" }, [], Host, cancellation);
        await MoveAsync(cancellation);
    }

    /// <summary>He was placed at one branch, and another one received him since.</summary>
    private async Task MoveAsync(CancellationToken cancellation)
    {
        var former = await door.ReceiveAsync("温既明", "male", "19900009828", At(Host), Arrived(90, Host),
            [
                new Placed { On = today.AddDays(-84), Organization = Host },
                new LeftHost { On = today.AddDays(-8), Reason = LeftHost.MovedOn, To = LeftHost.ToPlace, Place = "机械园党支部", IsTakenOver = true },
            ], Host, cancellation);
        await door.ReceiveAsync("温既明", "male", "19900009829", At(Machinery), Arrived(8, Machinery), [], Machinery, cancellation);
        db.FormerHosts.Add(new FormerHost
        {
            MemberId = former.MemberId, SojournId = former.Id, HostPath = Host, HomePath = null, Until = today.AddDays(-8), Name = "温既明",
        });
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>His refusal waits for a second person: the host's secretary, who may sign in, asked for it.</summary>
    public static async Task AskAsync(HongyanDb db, DateOnly today, DateTimeOffset now, CancellationToken cancellation)
    {
        var stay = await db.Sojourns.SingleAsync(one => one.CertificateNumber == Shown, cancellation);
        var refused = new Refused { On = today.AddDays(-2), Code = "other-organization", Why = "本人住在姊妹街道，由那里的党工委接收。" };
        db.RecordAsks.Add(new RecordAsk
        {
            OwnerId = stay.MemberId, Id = Guid.CreateVersion7(), CaseId = stay.Id, Type = "refused", OnDate = refused.On, Data = EventJson.Write(refused),
            HostPath = Host, AskedBy = db.Accounts.Local.First(one => one.UserName == "host").Id, AskedAt = now.AddDays(-2), AskedPath = Host,
            Said = RecordAsk.SaidIn(refused),
        });
    }

    private static SojournFacts At(string host) => new() { HostPath = host, HomeWords = Home };

    private ReportedIn Arrived(int days, string host) => new()
    {
        On = today.AddDays(-days), Organization = host, Shown = ReportedIn.Nothing, HomeSaid = Home, Document = "seen",
    };
}
