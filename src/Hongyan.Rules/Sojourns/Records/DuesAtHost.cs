using System.Text.Json.Serialization;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>From a month on a guest pays his dues to his host; the months before it stay his home's. Source: facts §4, article 9.</summary>
public sealed record DuesAtHost : SojournEvent, IRecord
{
    private const string HomesWord = "home";

    public static RecordType Type { get; } = new("dues-at-host")
    {
        Order = 185,
        Sides = Sides.Host,
        OfGuests = true,
        Fields =
        [
            new("from", FieldKind.Text, true),
            new("basis", FieldKind.Choice, true, "certificate", HomesWord),
            new("duesPaidTo", FieldKind.Text),
            new("category", FieldKind.Choice, false, [.. DuesRates.Categories]),
            new("base", FieldKind.Number) { IsDecimal = true },
        ],
        Check = typed => from field in new[] { "from", "duesPaidTo" }
                         where typed[field] is { } month && Period.ReadMonth(month) is null
                         select new FieldProblem(field, "invalid.month"),
        Causes = [new("placed")],
        Least = new Dictionary<string, object> { ["from"] = "2000-01", ["basis"] = "" },
        Undo = Undo.Anew,
    };

    /// <summary>Written 2026-03.</summary>
    [JsonRequired]
    public string From { get; init; } = "";

    /// <summary>What it rests on: the certificate that was seen, or the word of home.</summary>
    [JsonRequired]
    public string Basis { get; init; } = "";

    /// <summary>The last month paid at home, written 2026-03.</summary>
    public string? DuesPaidTo { get; init; }

    /// <summary>The category of the rates and the monthly income, as far as they are known.</summary>
    public string? Category { get; init; }
    public decimal? Base { get; init; }

    /// <summary>From the first month agreed, and not before he was placed; nothing while nothing is settled.</summary>
    internal static Span? DaysIn(Story story)
    {
        if (story.Hosted is not { } hosted || FirstMonthIn(story.Events) is not { } month)
            return null;
        var first = month.First > hosted.First ? month.First : hosted.First;
        return story.End < first ? null : new Span(first, story.End);
    }

    /// <summary>The first month that a guest pays here.</summary>
    internal static Period? FirstMonthIn(IEnumerable<SojournEvent> events) =>
        events.OfType<DuesAtHost>().Select(settled => Period.ReadMonth(settled.From)).Where(month => month is not null).MinBy(month => month!.Value.First);

    /// <summary>What a guest pays a month by the category and the income that were told last; nothing while they are not known.</summary>
    internal static decimal? MonthlyIn(Story story)
    {
        if (!story.HomeIsOutside || story.All<DuesAtHost>().LastOrDefault(told => told.Category is not null) is not { Category: { } category } settled)
            return null;
        return DuesRates.BandsOf(category).Count == 0 ? DuesRates.FixedFor(category)
            : settled.Base is { } income and >= 0 ? DuesRates.Monthly(category, income)
            : null;
    }

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        DuesPaidTo is not null && string.CompareOrdinal(From, DuesPaidTo) <= 0 ? Refusal.Of("refusal.dues-at-home") with { Field = "from" }
        : Basis == HomesWord && !IsAgreed(StoryBefore(before, after)) ? Refusal.Of("refusal.home-silent") with { Field = "basis" }
        : null;

    private static bool IsAgreed(Story story) => story.HomeWord.ConfirmedOn is not null
        || story.First<HomeAnswered>(answer => answer is { What: "dues", Answer: HomeAnswered.Yes }) is not null;
}
