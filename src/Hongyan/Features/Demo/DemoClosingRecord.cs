using Hongyan.Rules.Calendar;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Demo;

/// <summary>The record that closes a duty of each kind.</summary>
internal sealed class DemoClosingRecord(int number, string home, string? host)
{
    private static readonly string[] Means = ["phone", "phone", "wechat", "video", "visit"];
    private static readonly string[] Words = ["身体和工作都好，按时上班。", "谈近期学习和打算。", "了解住处和收入情况，提醒交纳党费。", "家中老人由支部照看，请其放心。", "转达支部近期工作安排。"];
    private readonly string contact = Names.For(Draw.For("contact", number), man: number % 3 > 0);

    public IEnumerable<SojournEvent> Of(Duty duty, DateOnly day, Random random)
    {
        SojournEvent? record = duty.Kind switch
        {
            "name-contact" => new ContactPersonNamed { On = day, By = Side.Home, Person = contact },
            "host-name-contact" => new ContactPersonNamed { On = day, By = Side.Host, Person = Names.For(random, man: true) },
            "brief" => new Briefed { On = day, Topics = ["certificate", "contact", "reports", "dues", "life", "review", "conduct"] },
            "seal-certificate" => new CertificateSealed { On = day, Number = Certifying.Number(home, number) },
            "issue-certificate" => new CertificateIssued { On = day, Number = Certifying.Number(home, number) },
            "urge-report-in" => new Contact { On = day, By = Side.Home, Means = random.OneOf(Means), Topic = "report-in", Note = "提醒尽快到流入地报到。" },
            "home-contact" => new Contact { On = day, By = Side.Home, Means = random.OneOf(Means), Topic = "general", Note = random.OneOf(Words) },
            "festival-care" when day <= duty.DueOn => random.Chance(0.5)
                ? new Care { On = day, By = Side.Home, Kind = random.OneOf(["visit", "greeting"]), Amount = random.Chance(0.2) ? 200 : null }
                : new Contact { On = day, By = Side.Home, Means = "phone", Topic = "greeting", Note = "节日问候。" },
            "refresh-ledger" => new LedgerConfirmed { On = day },
            "member-report" => new MemberReported { On = day, Period = duty.Period },
            "report-change" => new ChangeReported { On = day, What = "phone" },
            "pay-dues" => new DuesPaid { On = day, Months = [.. Months(duty)], At = host is not null && random.Chance(0.3) ? Side.Host : Side.Home },
            "host-feedback" => new Feedback { On = day, From = Side.Host, Topic = "general", Note = "按时参加组织生活，表现良好。" },
            "home-inform" => new Feedback { On = day, From = Side.Home, Topic = "general", Note = "已通报本支部近期情况和该同志的基本情况。" },
            "notify-rights" or "invite-to-life" => new Notified { On = day, Event = duty.Period!, How = "told", Means = "phone", By = contact },
            "audit-certificate" when day <= duty.DueOn => new CertificateAudited { On = day, By = Side.Home, Year = duty.DueOn.Year },
            "review" => new Reviewed { On = day, Grade = random.Chance(0.2) ? "excellent" : "qualified", Venue = "home", Year = duty.DueOn.Year },
            "ask-host-for-review" => new Feedback { On = day, From = Side.Host, Topic = "review", Note = "建议等次：合格。" },
            "ask-conversion-opinion" => new ConversionOpinionAsked { On = day },
            "conversion-opinion" => new ConversionOpinion { On = day },
            "conversion-meeting" => new ConversionDecided { On = day, Result = "converted" },
            "urge-transfer" => new TransferNotWanted { On = day, Reason = "工作地点可能变动，暂不转接。" },
            "return-receipt" => new ReceiptReturned { On = day },
            "report-return" => new CertificatePresented { On = day },
            "check-return" => new ReturnChecked { On = day, GoesOutAgain = number % 3 == 0 },
            "withdraw-certificate" => new CertificateWithdrawn { On = day },
            "sweep" => new SweepConfirmed { On = day, Year = duty.DueOn.Year },
            "year-end-report" => new ReportSubmitted { On = day, Year = duty.DueOn.Year },
            _ => null,
        };
        return record is null ? [] : [record];
    }

    // A period is a month, 2026-03, or a quarter, 2026-Q1, of which the months up to its last day are paid.
    private static IEnumerable<string> Months(Duty duty)
    {
        for (var month = new DateOnly(duty.OpensOn.Year, duty.OpensOn.Month, 1); month <= duty.DueOn; month = month.AddMonths(1))
            yield return Period.OfMonth(month).Name;
    }
}
