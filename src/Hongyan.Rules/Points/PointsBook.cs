using Hongyan.Rules.Engine;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Points;

/// <summary>Counts the points of a year where the profile has switched them on. Source: the points of the banner list.</summary>
[Clause("D-5.B1", "D-5.B2", "D-5.B3", "D-5.B4", "D-5.B5", "D-5.A1", "D-5.A2", "D-5.A3", "D-5.A4",
    "D-5.N1", "D-5.N2", "D-5.N3", "D-5.N4", "D-5.T80", "D-5.T60")]
public static class PointsBook
{
    private const decimal ReportedBeforeLeaving = 10, KeptInTouch = 5, ReportedIn = 20, DuesInTime = 5, OfflineMeeting = 2, OfflineMost = 20,
        FixedDeduction = 10;

    /// <summary>The most points that one item of activity gives in a year.</summary>
    public const decimal ActivityMost = 10;

    private static readonly string[] KeepingInTouch = ["member-report", "report-change", "report-return"];

    public static IReadOnlyList<string> BaseItems { get; } = ["B1", "B2", "B3", "B4", "B5"];
    public static IReadOnlyList<string> ActivityItems { get; } = ["A1", "A2", "A3", "A4"];
    public static IReadOnlyList<string> DeductionItems { get; } = ["N1", "N2", "N3", "N4"];

    /// <summary>The sheet of the year of that day, or nothing where points are off or nobody is away.</summary>
    public static PointsSheet? On(SojournCase sojourn, DateOnly day) => In(sojourn.AsOf(day));

    public static PointsSheet? In(Story story)
    {
        var day = story.AsOf;
        if (story.Away is null || !story.Home.Get(Parameters.ScoringEnabled, day))
            return null;
        var lines = new Dictionary<string, decimal>();
        var records = new Dictionary<string, IReadOnlyList<DateOnly>>();
        var missed = DutyBook.In(story)
            .Where(duty => duty.DueOn.Year == day.Year && duty.StateOn(day) is DutyState.Overdue or DutyState.DoneLate or DutyState.Missed)
            .Select(duty => duty.Kind)
            .ToHashSet();

        Line("B1", story.Departure is { } departure && departure.On <= departure.Departs ? ReportedBeforeLeaving : 0, story.All<DepartureReported>());
        Line("B2", missed.Overlaps(KeepingInTouch) ? 0 : KeptInTouch,
            story.Events.Where(happened => happened is MemberReported or ChangeReported or CertificatePresented && InYear(happened)));
        Line("B3", story.First<ReportedIn>() is null ? 0 : ReportedIn, story.All<ReportedIn>());
        Line("B4", missed.Contains("pay-dues") ? 0 : DuesInTime, story.All<DuesPaid>().Where(InYear));
        List<OrganizedLife> offline = [.. story.All<OrganizedLife>().Where(life => life.Offline && InYear(life))];
        Line("B5", Math.Min(OfflineMost, offline.Count * OfflineMeeting), offline);
        foreach (var item in ActivityItems)
        {
            List<ActivityPoints> entered = [.. story.All<ActivityPoints>().Where(points => points.Item == item && InYear(points))];
            Line(item, Math.Clamp(entered.Sum(points => points.Points), 0, ActivityMost), entered);
        }
        List<Deduction> deductions = [.. story.All<Deduction>().Where(deduction => deduction.Finding.Length > 0 && Lasts(deduction, day))];
        foreach (var group in deductions.GroupBy(deduction => deduction.Item))
            Line(group.Key, -group.Sum(Points), group);

        var total = lines.Values.Sum();
        return new PointsSheet
        {
            Year = day.Year,
            Lines = lines,
            Records = records,
            Total = Math.Max(0, total),
            TotalWithoutAppealed = Math.Max(0, total + deductions.Where(deduction => deduction.UnderAppeal).Sum(Points)),
            GradesOpen = GradesOpen(story.Home, day, Math.Max(0, total)),
        };

        bool InYear(SojournEvent happened) => happened.On.Year == day.Year;

        void Line(string item, decimal points, IEnumerable<SojournEvent> proof)
        {
            lines[item] = points;
            records[item] = [.. proof.Select(happened => happened.On)];
        }
    }

    /// <summary>The grades open on the day of a story: all of the profile where no points are counted.</summary>
    public static IReadOnlyList<string> GradesOpen(Story story) => In(story)?.GradesOpen ?? story.Home.Get(Parameters.ReviewGrades, story.AsOf);

    /// <summary>The grades that a score leaves open; all of them where it would leave fewer than two.</summary>
    public static IReadOnlyList<string> GradesOpen(Profile profile, DateOnly day, decimal total) =>
        GradeCap.Of(profile.Get(Parameters.ReviewGrades, day), Below(profile, day, total), total).Grades;

    /// <summary>The grades for which a score is too low.</summary>
    internal static IReadOnlyList<string> Below(Profile profile, DateOnly day, decimal total) =>
    [
        .. total < profile.Get(Parameters.ScoringExcellentFrom, day) ? ["excellent"] : Array.Empty<string>(),
        .. total < profile.Get(Parameters.ScoringQualifiedFrom, day) ? ["qualified"] : Array.Empty<string>(),
    ];

    // N1 to N3 cost ten each whatever was typed; N4 costs what was decided.
    private static decimal Points(Deduction deduction) => deduction.Item == "N4" ? Math.Abs(deduction.Points) : FixedDeduction;

    // N3 counts while its circumstance lasts; the others in the year of their finding.
    private static bool Lasts(Deduction deduction, DateOnly day) => deduction.Item == "N3"
        ? !(deduction.Until < day)
        : deduction.On.Year == day.Year;
}
