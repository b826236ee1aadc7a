using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Tests.Sojourns;

/// <summary>What is written for many, what each has for himself, and what is never for many.</summary>
public sealed class ForManyTests
{
    private static readonly RecordBook Book = SojournRecords.Book;

    public static TheoryData<string> Joining => [.. Book.Types.Where(type => type.ForMany is not null).Select(type => type.Name)];

    [Theory]
    [MemberData(nameof(Joining))]
    public void What_is_each_ones_own_is_a_field_of_the_form(string name)
    {
        var (type, many) = (Book[name], Book[name].ForMany!);
        List<string> asked = [.. type.FieldsForMany.Select(field => field.Name), ForMany.Note];
        Assert.Empty(many.Own.Except(asked));
        Assert.Empty(many.NeverAlike.Except(many.Own));
        Assert.Empty(many.Always.Keys.Except(type.Fields.Select(field => field.Name)));
        if (many.Together is { } together)
            Assert.Empty(together.Values.Except(type.Field(together.Field)!.Choices));
    }

    [Theory]
    [MemberData(nameof(Joining))]
    public void What_joins_has_a_form_and_somebody_who_writes_it(string name) =>
        Assert.True(Book[name] is { HasForm: true, IsWritten: true, Sides.Count: > 0 });

    [Theory]
    [InlineData("conversion-opinion")]
    [InlineData("conversion-decided")]
    [InlineData("conversion-approved")]
    [InlineData("deduction")]
    [InlineData("refused")]
    [InlineData("transfer-refused")]
    [InlineData("reviewed")]
    [InlineData("marked-lost")]
    [InlineData("waived")]
    [InlineData("dues-reduction-decided")]
    public void Decisions_about_a_person_are_never_for_many(string name) => Assert.Null(Book[name].ForMany);

    [Fact]
    public void Whoever_is_received_with_others_is_looked_at_alone() =>
        Assert.Contains("document", Book["reported-in"].ForMany!.Own);

    [Fact]
    public void Words_about_one_person_are_his_own_and_never_those_of_another()
    {
        foreach (var type in Book.Types.Where(type => type.ForMany is not null && (type.IsConfidential || type.FieldsForMany.Any(field => field.IsSecret))))
            Assert.NotEmpty(type.ForMany!.NeverAlike);
        Assert.Equal(["content"], Contact.Type.ForMany!.NeverAlike);
        Assert.Equal(["note"], Care.Type.ForMany!.NeverAlike);
    }

    [Fact]
    public void What_everybody_owes_by_the_calendar_is_closed_for_many()
    {
        string[] kinds =
        [
            "name-contact", "brief", "issue-certificate", "host-name-contact", "home-contact", "festival-care", "pay-dues", "host-feedback", "home-inform",
            "audit-certificate", "urge-report-in", "urge-transfer", "verify-and-place",
        ];
        foreach (var rule in DutyBook.Rules.Where(rule => kinds.Contains(rule.Kind)))
            Assert.True(Book[rule.ClosedForMany(rule.OwedBy).Type].ForMany is not null, rule.Kind);
        Assert.Equal("care", DutyBook.Rules.Single(rule => rule.Kind == "festival-care").ClosedForMany(null).Type);
    }
}
