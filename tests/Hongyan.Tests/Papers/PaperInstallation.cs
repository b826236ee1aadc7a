using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Agreements;
using Hongyan.Tests.Worklist;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Tests.Papers;

/// <summary>A village in which so much has happened that every paper has something on it.</summary>
public sealed class PaperInstallation : IAsyncLifetime
{
    public const string Full = "林小燕";
    public const string Probationary = "欧阳志远";
    private const int Others = 24;

    public static readonly string Number = IdNumber.WithCheck("99010119900501002");

    public Village Village { get; private set; } = null!;

    public Sojourn Stay { get; private set; } = null!;

    public Sojourn OnProbation { get; private set; } = null!;

    public KeptCase Agreement { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Village = await Village.NewAsync();
        Stay = await Village.AwayAsync(Full, host: Village.Host, departs: null, happened: Story());
        OnProbation = await Village.AwayAsync(Probationary, host: Village.Host, departs: null, happened: ProbationStory());
        for (var number = 1; number <= Others; number++)
        {
            await Village.AwayAsync($"周{"甲乙丙丁戊己庚辛壬癸"[number % 10]}{"一二三四五六七八九十"[number / 10]}", number % 3 == 0 ? Village.Neighbour : Village.Home,
                number % 2 == 0 ? Village.Host : null,
                new DateOnly(2026, 1, number),
                number % 2 == 0 ? [new ReportedIn { On = new DateOnly(2026, 2, 1) }, new Placed { On = new DateOnly(2026, 2, 2), Organization = Village.Host }]
                    : []);
        }
        await FillAsync();
        Agreement = await ToldAgreement.TellAsync(Village.Installation, Hongyan.Rules.Agreements.Agreement.Kind, Village.HomeCommittee, Village.HostCommittee);
    }

    /// <summary>A context in which somebody of that organisation asks for papers.</summary>
    internal DocumentContext ContextOf(HongyanDb db, string organization = Village.County) => ContextOf(Village.Installation, db, organization);

    internal static DocumentContext ContextOf(TestInstallation installation, HongyanDb db, string organization)
    {
        var writing = new RecordServices(installation.Instance, db);
        return new DocumentContext(db, installation.Instance.Secrets, writing.Policies, new Superiors(db), new CertificateLink(installation.Instance),
            Acting.As(Roles.Department, organization), installation.Clock) { Words = Words.Chinese, Cases = writing.Cases };
    }

    public ValueTask DisposeAsync() => Village.DisposeAsync();

    /// <summary>What the village leaves out of a person and an organisation.</summary>
    private async Task FillAsync()
    {
        await using var db = Village.Installation.Db();
        var secrets = Village.Installation.Instance.Secrets;
        var full = await db.Members.SingleAsync(member => member.Id == Stay.MemberId);
        (full.IdNumber, full.IdTail, full.Nation, full.Address) = (secrets.Encrypt(Number), Number[^4..], "汉族", "江苏省云岭县测试镇幸福路 12 号 3 幢 502 室");
        (full.Joined, full.DetailsOn) = (new DateOnly(2012, 7, 1), new DateOnly(2026, 4, 1));
        var probationary = await db.Members.SingleAsync(member => member.Id == OnProbation.MemberId);
        (probationary.Status, probationary.Joined, probationary.ProbationEnds) = ("probationary", new DateOnly(2025, 6, 1), new DateOnly(2026, 6, 1));
        var stay = await db.Sojourns.SingleAsync(one => one.Id == Stay.Id);
        (stay.Employer, stay.Destination) = ("云图软件（上海）有限公司", "上海市浦东新区张江镇");
        foreach (var branch in await db.Organizations.ToListAsync())
            (branch.Phone, branch.Address, branch.Fax, branch.Postcode) = ("0990-1010001", "江苏省云岭县测试镇人民路 1 号", "0990-1010002", "990100");
        await db.SaveChangesAsync();
    }

    private static SojournEvent[] Story() =>
    [
        new ContactPersonNamed { On = new(2026, 1, 5), By = Side.Home, Person = "王建国" },
        new CertificateSealed { On = new(2026, 1, 5), Number = "LD20260001" },
        new CertificateIssued { On = new(2026, 1, 6), Number = "LD20260001" },
        new ReportedIn { On = new(2026, 1, 10) },
        new Placed { On = new(2026, 1, 12), Organization = Village.Host },
        new ContactPersonNamed { On = new(2026, 1, 12), By = Side.Host, Person = "陈社区" },
        new Contact { On = new(2026, 2, 10), By = Side.Home, Means = "phone", Topic = "greeting", Note = "春节问候，工作稳定，已在浦东租房。" },
        new Contact { On = new(2026, 4, 8), By = Side.Host, Means = "visit", Topic = "general" },
        new DuesSet { On = new(2026, 1, 1), From = "2026-01", Monthly = 25.5m, Category = "employee" },
        new DuesPaid { On = new(2026, 3, 2), At = Side.Host, Months = ["2026-01", "2026-02", "2026-03"], Amount = 76.5m, Receipt = "SJ0001" },
        new OrganizedLife { On = new(2026, 2, 20), Kind = "party-day", Offline = true },
        new OrganizedLife { On = new(2026, 3, 20), Kind = "life-meeting" },
        new MemberReported { On = new(2026, 4, 1), Text = "一季度参加社区党支部组织生活两次，工作上负责新项目的测试，完成了两项技术改进。" },
        new Educated { On = new(2026, 4, 2), By = Side.Host, Kind = "online", Topic = "党章", Hours = 2 },
        new Feedback { On = new(2026, 4, 5), From = Side.Host, Topic = "general", Text = "该同志按时参加组织生活，主动报名社区志愿服务。\n党费已交至三月，生活上无困难。" },
        new Reviewed { On = new(2026, 4, 20), Grade = "qualified", Venue = "host", Year = 2026 },
        new CertificateAudited { On = new(2026, 4, 20), By = Side.Host },
        new TransferLetterIssued { On = new(2026, 5, 6), Number = "2026001", To = "中共上海市浦东新区张江镇委员会", ValidDays = 30, DuesPaidTo = "2026-05" },
    ];

    private static SojournEvent[] ProbationStory() =>
    [
        new ReportedIn { On = new(2026, 1, 15) },
        new Placed { On = new(2026, 1, 20), Organization = Village.Host },
        new OrganizedLife { On = new(2026, 2, 20), Kind = "party-day" },
        new ConversionOpinionAsked { On = new(2026, 5, 4) },
        new ConversionOpinion { On = new(2026, 5, 8), Opinion = "convert", Text = "预备期内表现良好，能够发挥党员作用，同意按期转正。" },
    ];
}
