using System.Globalization;
using System.Text.Json;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Cases;

/// <summary>Compares what was expected with what is, and says each difference in a sentence.</summary>
public static class CaseCheck
{
    public static IEnumerable<string> Failures(
        Expectation expected, IReadOnlyList<DutyLine> duties, IReadOnlyList<WarningLine> warnings, PointsLine? points, IReadOnlyList<string> gradesOpen)
    {
        foreach (var pattern in expected.Duties.Where(pattern => !duties.Any(duty => Matches(pattern, duty))))
            yield return $"expected {Text(pattern)}, but there is {Found(pattern, duties)}";
        foreach (var pattern in expected.Absent.Select(Pattern))
        {
            if (duties.FirstOrDefault(duty => Matches(pattern, duty)) is { } present)
                yield return $"expected no {Text(pattern)}, but there is {Text(present)}";
        }
        var raised = warnings.Select(warning => warning.Kind).ToHashSet();
        foreach (var missing in expected.Warnings.Where(warning => !raised.Contains(warning)))
            yield return $"expected the warning {missing}, but there is {(raised.Count == 0 ? "none" : string.Join(", ", raised))}";
        foreach (var unwanted in expected.NoWarnings.Where(raised.Contains))
            yield return $"expected no warning {unwanted}, but it is there";
        foreach (var (item, wanted) in expected.Points ?? new Dictionary<string, decimal>())
        {
            var actual = item == "total" ? points?.Total : points?.Lines.GetValueOrDefault(item);
            if (actual != wanted)
                yield return $"expected {item} to be {wanted}, but it is {actual?.ToString(CultureInfo.InvariantCulture) ?? "not counted"}";
        }
        if (expected.GradesOpen is { } grades && !grades.ToHashSet().SetEquals(gradesOpen))
            yield return $"expected the open grades {string.Join(", ", grades)}, but they are {string.Join(", ", gradesOpen)}";
    }

    /// <summary>An absent kind may be written as its name alone.</summary>
    public static DutyPattern Pattern(JsonElement absent) => absent.ValueKind == JsonValueKind.String
        ? new DutyPattern { Kind = absent.GetString()! }
        : absent.Deserialize<DutyPattern>(EventJson.Options)!;

    private static bool Matches(DutyPattern pattern, DutyLine duty) =>
        pattern.Kind == duty.Kind
        && (pattern.Period is null || pattern.Period == duty.Period)
        && (pattern.Due is null || pattern.Due == duty.Due)
        && (pattern.Opens is null || pattern.Opens == duty.Opens)
        && (pattern.State is null || pattern.State == duty.State)
        && (pattern.OwedBy is null || pattern.OwedBy == duty.OwedBy)
        && (pattern.ClosedBy is null || pattern.ClosedBy == duty.ClosedBy)
        && (pattern.Clauses is null || pattern.Clauses.ToHashSet().SetEquals(duty.Clauses));

    private static string Found(DutyPattern pattern, IReadOnlyList<DutyLine> duties)
    {
        var same = duties.Where(duty => duty.Kind == pattern.Kind).Select(Text).ToList();
        return same.Count == 0 ? "none of that kind" : string.Join("; ", same);
    }

    private static string Text(DutyPattern pattern) => string.Join(' ', new[]
    {
        pattern.Kind, pattern.Period, pattern.Due is { } due ? $"due {due:yyyy-MM-dd}" : null, pattern.State,
        pattern.OwedBy is null ? null : $"owed by {pattern.OwedBy}",
    }.OfType<string>());

    private static string Text(DutyLine duty) => Text(new DutyPattern { Kind = duty.Kind, Period = duty.Period, Due = duty.Due, State = duty.State });
}
