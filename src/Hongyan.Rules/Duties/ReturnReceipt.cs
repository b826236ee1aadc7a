using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The receiving committee sends the receipt of a transfer letter back in time; a letter lapses after its validity.</summary>
[Clause(Facts = "facts §5")]
public sealed class ReturnReceipt() : DutyRule("return-receipt", Party.ReceivingCommittee)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ReceiptReturned>(Side.Host);

    internal override bool IsMadeUp => true;

    // who receives the registration may be here although who receives the member is not
    protected override Side SideOf(Party owedBy, Story story) =>
        story.All<TransferLetterIssued>().Any(letter => letter.ToPath is not null) && !story.HomeIsOutside ? Side.Home : base.SideOf(owedBy, story);

    public override IEnumerable<Duty> In(Story story) => story.HomeIsOutside
        ? Occasions<TransferReceived>(story).Select(letter => OfGuest(story, letter.Happened, letter.Occasion))
        : Occasions<TransferLetterIssued>(story).Select(letter => Of(story, letter.Happened, letter.Occasion));

    internal override IEnumerable<DateOnly> Turns(Story story) => story.All<TransferLetterIssued>().Select(letter => LastDay(story, letter));

    /// <summary>The letter of a guest is issued elsewhere: what is known of it begins with its being received.</summary>
    private Duty OfGuest(Story story, TransferReceived received, string? occasion) =>
        OweWithin(story, received.On, story.Host.Get(Parameters.TransferReceiptWithin, received.On), happened => happened is ReceiptReturned, occasion);

    // Until the member is received, the due day is that of a letter used on its last day.
    private Duty Of(Story story, TransferLetterIssued letter, string? occasion)
    {
        var lastDay = LastDay(story, letter);
        var next = story.First<TransferLetterIssued>(other => other.On > letter.On)?.On;
        var received = story.First<TransferReceived>(received => received.On >= letter.On && received.On <= lastDay && !(received.On >= next))?.On;
        var due = story.Host.Get(Parameters.TransferReceiptWithin, letter.On).After(received ?? lastDay, story.Calendar);
        var duty = Owe(story, letter.On, due, happened => happened is ReceiptReturned, occasion);
        if (received is not null)
            return duty;
        if (story.AsOf > lastDay)
            duty = duty.MootFrom(lastDay.AddDays(1), "letter-lapsed");
        if (next is { } replaced && replaced <= lastDay)
            duty = duty.MootFrom(replaced, "letter-replaced");
        return story.First<TransferRefused>(refused => refused.On >= letter.On && refused.On <= lastDay && !(refused.On > next)) is { } refusal
            ? duty.MootFrom(refusal.On, "transfer-refused")
            : duty;
    }

    private static DateOnly LastDay(Story story, TransferLetterIssued letter)
    {
        var most = story.Home.Get(Parameters.TransferLetterMaxDays, letter.On);
        return letter.On.AddDays(Math.Clamp(letter.ValidDays ?? most, 0, most));
    }
}
