using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Agreements;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Agreements;

/// <summary>An agreement or pairing that was told without pages: in force, with a consultation, a decision and a file.</summary>
internal static class ToldAgreement
{
    public const string Minutes = "双方核对了在外党员名单，交换了安置情况，议定补报联系电话。";

    public static async Task<KeptCase> TellAsync(TestInstallation installation, CaseKind kind, string proposer, string partner, string secret = "测试保障")
    {
        await using var db = installation.Db();
        var writing = new RecordServices(installation.Instance, db);
        PartyHere[] parties = [await HereAsync(db, "proposer", proposer), await HereAsync(db, "partner", partner)];
        var (one, answer) = await writing.CaseRecording.OpenAsync(kind, parties, Text(secret), TestContext.Current.CancellationToken);
        Assert.True(answer, answer.Refusal?.Text);
        await db.SaveChangesAsync();
        foreach (var happened in Course())
        {
            Assert.True(await writing.CaseRecording.AddAsync(one, happened, TestContext.Current.CancellationToken), happened.ToString());
            await db.SaveChangesAsync();
        }
        var paper = new FiledPaper(Guid.CreateVersion7(), "签署页.pdf", "x");
        new CaseFiles(db, installation.Instance.Secrets, writing.Audit, new Platform.Actor(principal: null), installation.Clock)
            .Add(one, parties, [new SentFile(paper, "pdf", "%PDF-"u8.ToArray())]);
        await db.SaveChangesAsync();
        return one;
    }

    private static async Task<PartyHere> HereAsync(HongyanDb db, string side, string path)
    {
        var place = await db.Organizations.SingleAsync(one => one.Path == path);
        return new PartyHere(side, place.Id, path, place.Name, place.Kind, IsOutside: false);
    }

    private static AgreementDrafted Text(string secret) => new()
    {
        On = new(2026, 4, 1),
        By = "proposer",
        Title = "双向共管协议",
        Direction = "both",
        Covers = "all",
        Duties = [new DutyLine("移交名册", "proposer", "once", new(2026, 6, 30)), new DutyLine("通报情况", "both", "quarter")],
        Targets = [new TargetLine("编入率", 90, new(2026, 12, 31))],
        Methods = ["information"],
        Guarantees = secret,
        Activities = 1,
        Contacts = [new ContactLine("proposer", "联络甲", "组织委员", "19900000011"), new ContactLine("partner", "联络乙", "组织干事", "19900000012")],
        From = new(2026, 4, 1),
        Until = new(2027, 12, 31),
    };

    private static IEnumerable<PartyEvent> Course() =>
    [
        new AgreementSent { On = new(2026, 4, 1), By = "proposer" },
        new AgreementAnswered { On = new(2026, 4, 8), By = "partner", Version = 1, Answer = "agree" },
        new AgreementSigned { On = new(2026, 4, 9), By = "proposer", Version = 1, Signer = "甲书记", Post = "书记" },
        new AgreementSigned { On = new(2026, 4, 10), By = "partner", Version = 1, Signer = "乙书记", Post = "书记" },
        new Consulted
        {
            On = new(2026, 5, 6),
            By = "proposer",
            Means = "meeting",
            ProposerPresent = "甲委员",
            PartnerPresent = "乙干事",
            Topics = ["placement", "targets"],
            Minutes = Minutes,
            Decisions = [new Decision("补报联系电话", "partner", new(2026, 5, 31))],
            Results = [new TargetResult("1.1", 88)],
        },
        new MinutesConfirmed { On = new(2026, 5, 8), By = "partner", Consultation = "1" },
    ];
}
