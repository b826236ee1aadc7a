using Hongyan.Rules.Certificates;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Certificates;

public sealed class CertificateBookTests
{
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public void Sealed_issued_audited_presented_and_withdrawn_it_is_one_certificate()
    {
        var book = Tell(
            new CertificateSealed { On = Day, Number = "A1" }, new CertificateIssued { On = Day.AddDays(2) },
            new CertificateAudited { On = new(2026, 12, 1), By = Side.Host },
            new Returned { On = new(2027, 2, 1) }, new CertificatePresented { On = new(2027, 2, 3) }, new CertificateWithdrawn { On = new(2027, 2, 9) });
        Assert.Null(book.Refusal);
        var one = Assert.Single(book.Certificates);
        Assert.Equal(("A1", Day, Day.AddDays(2), new DateOnly(2027, 2, 9)), (one.Number, one.SealedOn, one.IssuedOn, one.WithdrawnOn));
        Assert.Equal([2026], book.AuditedYears);
        Assert.Null(book.Current);
    }

    [Fact]
    public void A_certificate_is_sealed_once()
    {
        var book = Tell(new CertificateSealed { On = Day, Number = "A1" }, new CertificateSealed { On = Day.AddDays(1), Number = "A2" });
        Assert.Equal(new CertificateRefusal("sealed-already", "A-3.1b", Day), book.Refusal);
    }

    [Fact]
    public void A_lost_one_is_void_and_a_new_number_takes_its_place()
    {
        var book = Tell(
            new CertificateSealed { On = Day, Number = "A1" }, new CertificateIssued { On = Day }, new CertificateLost { On = Day.AddDays(9) },
            new CertificateSealed { On = Day.AddDays(9), Number = "A2" }, new CertificateIssued { On = Day.AddDays(10) });
        Assert.Null(book.Refusal);
        Assert.Equal(["A1", "A2"], book.Certificates.Select(one => one.Number!));
        Assert.Equal("A2", book.Current!.Number);
        Assert.Equal(Day.AddDays(9), book.Certificates[0].LostOn);
    }

    [Fact]
    public void Home_and_host_do_not_both_audit_one_year()
    {
        var book = Tell(new CertificateIssued { On = Day, Number = "A1" },
            new CertificateAudited { On = new(2026, 11, 1), By = Side.Home }, new CertificateAudited { On = new(2026, 12, 1), By = Side.Host });
        Assert.Equal(new CertificateRefusal("audited-already", "A-3.1d", new DateOnly(2026, 11, 1)), book.Refusal);
    }

    [Fact]
    public void Nothing_is_withdrawn_from_somebody_who_is_away()
    {
        var book = Tell(new CertificateIssued { On = Day, Number = "A1" }, new CertificateWithdrawn { On = Day.AddDays(1) });
        Assert.Equal("withdrawn-away", book.Refusal!.Key);
        Assert.Equal("B-3.1.1c", book.Refusal.Clause);
    }

    [Fact]
    public void The_branch_issues_the_number_that_was_sealed() => Assert.Equal("other-number",
        Tell(new CertificateSealed { On = Day, Number = "A1" }, new CertificateIssued { On = Day, Number = "B7" }).Refusal!.Key);

    [Fact]
    public void On_paper_the_number_may_be_written_down_before_the_seal_is_recorded()
    {
        var book = Tell(new CertificateIssued { On = Day, Number = "P1" }, new CertificateSealed { On = Day.AddDays(1) });
        var one = Assert.Single(book.Certificates);
        Assert.Equal(("P1", false), (one.Number, one.SealNamesNumber));
        Assert.Equal("number-missing", Tell(new CertificateIssued { On = Day }).Refusal!.Key);
    }

    [Fact]
    public void The_number_of_a_roster_can_be_sealed_or_replaced_by_the_one_that_is_issued()
    {
        var roster = new Certificate(Guid.CreateVersion7()) { Number = "R1", IssuedOn = Day, FromRoster = true };
        Assert.Equal("R1", CertificateBook.Tell([(Guid.CreateVersion7(), new CertificateSealed { On = Day, Number = "R1" })], roster).Current!.Number);
        var replaced = CertificateBook.Tell([(Guid.CreateVersion7(), new CertificateIssued { On = Day, Number = "R2" })], roster);
        Assert.Equal(["R1", "R2"], replaced.Certificates.Select(one => one.Number!));
        Assert.Equal(Day, replaced.Certificates[0].ReplacedOn);
    }

    [Theory]
    [InlineData("2026-01-05", "", "2027-03-31")] // this year's audit is owed; three months to make up for it
    [InlineData("2026-10-03", "", "2027-03-31")] // 90 days are left
    [InlineData("2026-10-04", "", "2028-03-31")] // too few days left: the first audit is next year's
    [InlineData("2026-01-05", "2026", "2028-03-31")]
    [InlineData("2026-01-05", "2026,2027", "2029-03-31")]
    [InlineData("2026-01-05", "2025", "2027-03-31")] // an audit before it was issued says nothing
    public void It_holds_until_an_audit_is_missing(string issued, string audits, string until) => Assert.Equal(
        DateOnly.Parse(until),
        Validity.Until(new Certificate(Guid.Empty) { IssuedOn = DateOnly.Parse(issued) },
            audits.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse), Policy.National));

    [Fact]
    public void It_ends_with_the_transfer_and_what_took_it_out_of_use_counts_first()
    {
        var ended = new Certificate(Guid.Empty) { IssuedOn = Day, EndedOn = new(2026, 3, 1) };
        Assert.Equal(new DateOnly(2026, 3, 1), Validity.Until(ended, [], Policy.National));
        var days = new CertificateDays(Day, new(2026, 3, 1), new DateOnly(2026, 2, 1), null, null);
        Assert.Equal(
            [CertificateState.Sealed, CertificateState.Valid, CertificateState.Lost, CertificateState.Lost],
            new[] { Day.AddDays(-1), Day, new DateOnly(2026, 2, 1), new DateOnly(2026, 4, 1) }.Select(days.StateOn));
        Assert.Equal(CertificateState.Expired, (days with { LostOn = null }).StateOn(new DateOnly(2026, 3, 2)));
    }

    private static CertificateBook Tell(params SojournEvent[] happened) =>
        CertificateBook.Tell(happened.Select(one => (Guid.CreateVersion7(), one)));
}
