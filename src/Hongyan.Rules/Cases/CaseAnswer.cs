using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Points;
using Hongyan.Rules.Warnings;

namespace Hongyan.Rules.Cases;

/// <summary>What the rules say of a case on a day, and what of its expectations does not hold.</summary>
/// <param name="GradesOpen">All grades of the profile where no points are counted.</param>
public sealed record CaseAnswer(
    string Name, DateOnly On, IReadOnlyList<DutyLine> Duties, IReadOnlyList<WarningLine> Warnings, PointsLine? Points, IReadOnlyList<string> GradesOpen,
    IReadOnlyList<string> Failures)
{
    public bool Holds => Failures.Count == 0;

    /// <summary>Whether the case expected anything.</summary>
    [JsonIgnore]
    public bool Asked { get; init; }
}

/// <summary>A duty as printed.</summary>
public sealed record DutyLine(
    string Kind, string? Period, DateOnly Opens, DateOnly Due, string State, string OwedBy, IReadOnlyList<string> Clauses, string? ClosedBy, string? Note)
{
    /// <summary>The year whose public holidays are not published although the term reaches into it.</summary>
    public int? UnpublishedYear { get; init; }

    internal static DutyLine Of(Duty duty, DateOnly day) => new(
        duty.Kind, duty.Period, duty.OpensOn, duty.DueOn, NameOf(duty.StateOn(day)), NameOf(duty.OwedBy), duty.Clauses, duty.ClosedBy, duty.Note)
    {
        UnpublishedYear = duty.UnpublishedYear,
    };

    /// <summary>Names of states and parties as in case files: done-late, home-branch.</summary>
    public static string NameOf(Enum value) => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}

/// <summary>A warning as printed.</summary>
public sealed record WarningLine(string Kind, DateOnly Since, DateOnly? ReachedOn, IReadOnlyList<string> Clauses)
{
    internal static WarningLine Of(Warning warning) => new(warning.Kind, warning.Since, warning.ReachedOn, warning.Clauses);
}

/// <summary>A sheet of points as printed.</summary>
public sealed record PointsLine(IReadOnlyDictionary<string, decimal> Lines, decimal Total, decimal TotalWithoutAppealed, IReadOnlyList<string> GradesOpen)
{
    internal static PointsLine Of(PointsSheet sheet) => new(sheet.Lines, sheet.Total, sheet.TotalWithoutAppealed, sheet.GradesOpen);
}
