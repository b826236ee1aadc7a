namespace Hongyan.Rules.Tests.Engine;

/// <summary>Who takes a record back, and which are never taken back.</summary>
public sealed class UndoingTests
{
    private const int Days = 7;

    [Theory]
    [InlineData(true, 7, false, null)]
    [InlineData(true, 8, false, null)]
    [InlineData(false, 7, false, "refusal.undo.writer")]
    [InlineData(false, 8, false, null)]
    [InlineData(false, 0, true, null)] // two persons answer for it
    public void For_some_days_it_is_left_to_whoever_wrote_it(bool isWriter, int age, bool isActedOn, string? refusal) =>
        Assert.Equal(refusal, Undoing.Refusal(TypeOf(Undo.Struck), strikes: true, isActedOn, isWriter, age, Days));

    [Theory]
    [InlineData(Undo.Struck, null, null)]
    [InlineData(Undo.Judgement, "refusal.strike.judgement", null)]
    [InlineData(Undo.Elsewhere, "refusal.strike.never", null)]
    [InlineData(Undo.Anew, "refusal.strike.never", "refusal.correct.never")]
    public void The_type_says_how_it_is_taken_back(Undo undo, string? strike, string? correct)
    {
        Assert.Equal(strike, Undoing.Refusal(TypeOf(undo), strikes: true, isActedOn: false, isWriter: true, 0, Days));
        Assert.Equal(correct, Undoing.Refusal(TypeOf(undo), strikes: false, isActedOn: false, isWriter: true, 0, Days));
    }

    [Fact]
    public void Without_a_form_it_is_neither_struck_nor_corrected()
    {
        var type = new RecordType("x") { Order = 1, HasForm = false };
        Assert.Equal("refusal.strike.never", Undoing.Refusal(type, strikes: true, isActedOn: false, isWriter: true, 0, Days));
        Assert.Equal("refusal.correct.never", Undoing.Refusal(type, strikes: false, isActedOn: false, isWriter: true, 0, Days));
    }

    private static RecordType TypeOf(Undo undo) => new("x") { Order = 1, Undo = undo };
}
