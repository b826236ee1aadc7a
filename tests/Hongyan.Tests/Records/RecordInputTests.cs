using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Records;

/// <summary>Which property says the side and which the second button is the type's to say; the form only knows that there are such.</summary>
public sealed class RecordInputTests
{
    private static readonly DateOnly Today = new(2026, 5, 10);

    [Theory]
    [InlineData(Side.Home)]
    [InlineData(Side.Host)]
    public void A_form_says_the_side_that_writes_and_what_its_second_button_means(Side side)
    {
        var input = new RecordInput(RecordForm.All["contact"]) { Side = side, IsUnless = true };
        (input.Values[RecordInput.On], input.Values["means"], input.Values["retryOn"]) = ("2026-05-10", "phone", "2026-05-13");
        var missed = Assert.IsType<Contact>(input.Read(sojourn: null, Today, []));
        Assert.Equal((side, false), (missed.By, missed.Reached));
        Assert.Null(missed.Content);
    }

    [Fact]
    public void What_is_given_goes_before_what_the_form_says()
    {
        var input = new RecordInput(RecordForm.All["attempt"]) { Side = Side.Home };
        foreach (var field in input.Fields)
            input.Values[field.Name] = field.Default ?? field.Choices.FirstOrDefault() ?? "试过";
        input.Values[RecordInput.On] = "2026-05-10";
        Assert.Equal(Side.Host, Assert.IsType<Attempt>(input.Read(sojourn: null, Today, [("by", "host")])).By);
    }

    [Theory]
    [InlineData("1.234")]
    [InlineData("-1")]
    [InlineData("x")]
    [InlineData("10000000000")]
    public void An_amount_has_at_most_two_decimals(string typed)
    {
        var input = new RecordInput(new RecordType("paid") { Order = 1, Fields = [new("amount", FieldKind.Money, true)] });
        (input.Values[RecordInput.On], input.Values["amount"]) = ("2026-05-01", typed);
        Assert.Null(input.Read(Hongyan.Rules.Agreements.Agreement.Kind, new DateOnly(2026, 5, 1), []));
        Assert.Equal([("amount", "invalid.money")], input.Errors);
    }

    [Fact]
    public void A_form_has_no_more_rows_than_it_may()
    {
        var field = new RecordField("lines", FieldKind.Rows) { Row = [new("text", FieldKind.Text, true)] };
        var input = new RecordInput(new RecordType("listed") { Order = 1, Fields = [field] });
        input.ShowRows(field, RecordInput.MostRows);
        input.AddRow("lines");
        Assert.Equal(RecordInput.MostRows, input.RowsOf(field));
        input.AddRow("no such field");
        Assert.Contains("lines.29.text", input.Values.Keys);
    }
}
