using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Tests.Properties;

namespace Hongyan.Rules.Tests.Dues;

/// <summary>A stay from 10 January 2026 on, seen on 10 May.</summary>
public sealed class DuesAccountTests
{
    private static readonly DateOnly Today = new(2026, 5, 10);
    private static readonly DuesSet Set = new() { On = new(2026, 1, 10), From = "2026-01", Monthly = 15 };

    [Fact]
    public void A_month_costs_what_was_set_from_the_latest_month_on()
    {
        var account = Account(Set, new DuesSet { On = new(2026, 4, 1), From = "2026-03", Monthly = 30 },
            new DuesSet { On = new(2026, 4, 2), From = "2026-03", Monthly = 45 });
        Assert.Equal([15, 15, 45, 45], Months(account).Select(month => month.Due!.Value));
        Assert.Null(account.DueFor("2025-12"));
    }

    [Fact]
    public void Without_a_set_amount_a_month_cannot_be_reckoned_but_a_student_pays_the_fixed_one()
    {
        Assert.All(Months(Account()), month => Assert.Equal(DuesState.Unset, month.State));
        Assert.Equal(0.20m, Account("student").DueFor("2026-02"));
    }

    [Fact]
    public void Months_are_paid_waived_lowered_and_open()
    {
        var account = Account(Set,
            new DuesPaid { On = new(2026, 1, 20), Months = ["2026-01"], Amount = 15 },
            new DuesReductionAsked { On = new(2026, 1, 21), From = "2026-02", To = "2026-02", Monthly = 0, Reason = "ill" },
            new DuesReductionDecided { On = new(2026, 1, 22), Approved = true },
            new DuesReductionAsked { On = new(2026, 1, 23), From = "2026-03", To = "2026-03", Monthly = 5, Reason = "ill" },
            new DuesReductionDecided { On = new(2026, 1, 24), Approved = true });
        Assert.Equal([DuesState.Paid, DuesState.Waived, DuesState.Open, DuesState.Open], Months(account).Select(month => month.State));
        Assert.Equal([0, 0, 5, 15], Months(account).Select(month => month.Rest!.Value));
        Assert.Equal(["2026-03", "2026-04"], account.Arrears(Today).Select(month => month.Name));
    }

    [Fact]
    public void Nothing_is_owed_before_the_stay_and_after_it()
    {
        var account = Account(Set, new Returned { On = new(2026, 3, 31) });
        Assert.Equal([DuesState.None, DuesState.Open, DuesState.Open, DuesState.Open, DuesState.None],
            account.Months(new(2025, 12, 1), new(2026, 4, 1)).Select(month => month.State));
    }

    [Fact]
    public void A_part_fills_its_months_one_after_the_other_and_the_rest_is_still_owed()
    {
        var account = Account(Set, new DuesPaid { On = new(2026, 2, 1), Months = ["2026-01", "2026-02"], Amount = 20, InFull = false });
        Assert.Equal([DuesState.Part, DuesState.Part, DuesState.Open, DuesState.Open], Months(account).Select(month => month.State));
        Assert.Equal([0, 10, 15, 15], Months(account).Select(month => month.Rest!.Value));
    }

    [Fact]
    public void What_was_paid_at_the_host_counts_only_with_a_certificate()
    {
        var paid = new DuesPaid { On = new(2026, 2, 1), Months = ["2026-01"], At = Side.Host, Amount = 15 };
        Assert.Equal(DuesState.Open, Months(Account(Set, paid))[0].State);
        Assert.Equal(DuesState.Open, Months(Account(Set, paid, new CertificateIssued { On = new(2026, 2, 2) }))[0].State);
        Assert.Equal(DuesState.Paid, Months(Account(Set, paid, new CertificateIssued { On = new(2026, 2, 1) }))[0].State);
    }

    [Fact]
    public void With_consent_a_month_is_in_time_until_its_quarter_ends()
    {
        var account = Account(Set, new DuesQuarterlyAgreed { On = new(2026, 4, 1), Reason = "moves often" });
        Assert.Equal([new(2026, 1, 31), new(2026, 2, 28), new(2026, 3, 31), new DateOnly(2026, 6, 30)], Months(account).Select(month => month.DueOn));
        Assert.Equal(["2026-01", "2026-02", "2026-03"], account.Arrears(Today).Select(month => month.Name));
    }

    [Fact]
    public void What_was_over_before_duties_were_kept_here_is_not_owed() =>
        Assert.Equal([DuesState.Uncounted, DuesState.Uncounted, DuesState.Open, DuesState.Open],
            Months(Account(Set, new DutiesBegin { On = new(2026, 3, 1), From = new(2026, 3, 1) })).Select(month => month.State));

    private static List<DuesMonth> Months(DuesAccount account) => [.. account.Months(new(2026, 1, 1), new(2026, 4, 30))];

    private static DuesAccount Account(params SojournEvent[] events) => Account("employee", events);

    private static DuesAccount Account(string category, params SojournEvent[] events) => new(
        new GeneratedSojourn(new MemberFacts { Category = category },
            [new DepartureReported { On = new(2026, 1, 10), Departs = new(2026, 1, 10) }, .. events], "national", Today)
            .Case().AsOf(Today));
}
