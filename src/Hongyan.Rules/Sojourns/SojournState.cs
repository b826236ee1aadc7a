namespace Hongyan.Rules.Sojourns;

/// <summary>The states of a sojourn.</summary>
public static class SojournState
{
    /// <summary>His departure is reported and yet to come.</summary>
    public const string Reported = "reported";
    public const string Away = "away";

    /// <summary>A guest of whom a committee was told that he is coming.</summary>
    public const string Announced = "announced";
    public const string ReportedIn = "reported-in";
    public const string Refused = "refused";
    public const string Placed = "placed";
    public const string Returned = "returned";
    public const string Transferred = "transferred";
    public const string Cancelled = "cancelled";

    /// <summary>A guest is no longer here.</summary>
    public const string Left = "left";

    /// <summary>Before the member has reported to a host.</summary>
    internal static IReadOnlyList<string> BeforeArrival { get; } = [Reported, Away];

    internal static IReadOnlyList<string> Running { get; } = [Reported, Away, ReportedIn, Refused, Placed];

    /// <summary>While a guest is here.</summary>
    internal static IReadOnlyList<string> Here { get; } = [ReportedIn, Refused, Placed];

    internal static bool IsEnd(string state) => state is Returned or Transferred or Cancelled or Left;
}
