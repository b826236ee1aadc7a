using System.Globalization;
using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Identity;

namespace Hongyan.Rules.Sojourns;

/// <summary>What the day of a departure was estimated from.</summary>
public enum DepartureEstimate
{
    /// <summary>Only the month is known; its first day stands for it.</summary>
    Month,

    /// <summary>Nobody reported the departure; the day of arrival stands for it.</summary>
    Arrival,
}

/// <summary>The member is going away. <see cref="Departs"/> is the first day of the sojourn.</summary>
public sealed record DepartureReported : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("departure-reported")
    {
        Order = 10,
        Sides = Sides.Home,
        IsInMenu = false,
        Fields =
        [
            new("departs", FieldKind.Date, true),
            new("reason", FieldKind.Choice, true, "work", "business", "study", "family", "retirement", "other"),
            new("destination", FieldKind.Text, true),
            new("expectedReturn", FieldKind.Date),
            new("phone", FieldKind.Text) { TakesKnownPhone = true, IsSecret = true, Cover = Cover.Phone },
            new("emergency", FieldKind.Text) { IsSecret = true, Cover = Cover.Note },
        ],
        Check = Wrong,
        OrderInDay = 0,
        Undo = Undo.Elsewhere,
    };

    [JsonRequired]
    public DateOnly Departs { get; init; }

    /// <summary>Null when the day itself is known.</summary>
    public DepartureEstimate? Estimate { get; init; }
    public string? Reason { get; init; }
    public string? Destination { get; init; }
    public DateOnly? ExpectedReturn { get; init; }

    /// <summary>The number of a certificate that was sealed and issued for this sojourn before it was entered here, as a roster names it.</summary>
    public string? Certificate { get; init; }

    /// <summary>How to reach him there, and whom when he cannot be reached.</summary>
    public string? Phone { get; init; }
    public string? Emergency { get; init; }

    /// <summary>The day of departure as the cause of what follows.</summary>
    internal static Cause Departure { get; } = new("departure-reported") { DayOf = happened => ((DepartureReported)happened).Departs };

    private static IEnumerable<FieldProblem> Wrong(TypedFields typed)
    {
        if (typed["phone"] is { } phone && PhoneNumber.Read(phone) is null)
            yield return new("phone", "invalid.phone");
        if (DayOf("expectedReturn") is { } back && back < DayOf("departs"))
            yield return new("expectedReturn", "invalid.before-departure");
        if (DayOf("departs") > typed.Today.AddYears(1))
            yield return new("departs", "invalid.far-departure");

        DateOnly? DayOf(string field) =>
            DateOnly.TryParseExact(typed[field], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    public override void Apply(ISojournState state)
    {
        state.DepartedOn = Departs;
        state.Reason = Reason ?? state.Reason;
        state.Destination = Destination ?? state.Destination;
    }

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        after.OfType<DepartureReported>().Skip(1).Any() ? Refusal.Of("refusal.departed-already") : null;

    public override IEnumerable<string> MissingEvidence(IReadOnlyCollection<string> briefTopics) =>
        Lacking(("reason", Reason), ("destination", Destination), ("phone", Phone));

    public override bool IsSignOfLife() => true;
}
