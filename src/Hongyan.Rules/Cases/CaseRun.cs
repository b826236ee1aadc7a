using System.Text.Json;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Points;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Rules.Cases;

/// <summary>Evaluates a case file without a database: what would we owe?</summary>
public static class CaseRun
{
    // of a home outside nobody knows the policy; what both sides share is the nation's
    private const string Shared = "national";

    /// <summary>The answers on every date the case asks about; without one, on <paramref name="otherwise"/>.</summary>
    /// <param name="file">The case.</param>
    /// <param name="profileOf">Finds a profile by its code, with the case's own parameters.</param>
    /// <param name="calendar">The working days.</param>
    /// <param name="otherwise">The date to answer for when the case names none.</param>
    /// <exception cref="FormatException">The case is no possible case; the message names it and says why.</exception>
    public static IReadOnlyList<CaseAnswer> Answers(
        CaseFile file, Func<string, IReadOnlyDictionary<string, JsonElement>?, Profile> profileOf, WorkCalendar calendar, DateOnly otherwise)
    {
        CaseWords.Check(file);
        var own = ProfileOf(file.Profile);
        var host = file.HostProfile is { } named ? ProfileOf(named) : own;
        var told = new SojournCase(file.Member, [.. file.Happened], file.HomeIsOutside ? ProfileOf(Shared) : own, host, calendar)
        {
            HomeIsOutside = file.HomeIsOutside,
            HostIsOutside = file.HostIsOutside,
        };
        var refusals = MustBeRefused.Failures(file, told).ToList();
        var asked = file.Expect.Count > 0;
        List<CaseAnswer> answers =
            [.. (asked ? file.Expect : [new Expectation { On = otherwise }]).Select(expected => Answer(file.Name, told.AsOf(expected.On), expected, asked))];
        answers[0] = answers[0] with { Failures = [.. refusals, .. answers[0].Failures] };
        return answers;

        Profile ProfileOf(string code)
        {
            try
            {
                return profileOf(code, file.Parameters);
            }
            catch (FormatException wrong)
            {
                throw new FormatException($"“{file.Name}”: {wrong.Message}", wrong);
            }
        }
    }

    private static CaseAnswer Answer(string name, Story story, Expectation expected, bool asked)
    {
        List<DutyLine> duties = [.. DutyBook.In(story).Select(duty => DutyLine.Of(duty, story.AsOf))];
        List<WarningLine> warnings = [.. WarningBook.In(story).Select(WarningLine.Of)];
        var points = PointsBook.In(story) is { } sheet ? PointsLine.Of(sheet) : null;
        var grades = PointsBook.GradesOpen(story);
        return new CaseAnswer(name, story.AsOf, duties, warnings, points, grades, [.. CaseCheck.Failures(expected, duties, warnings, points, grades)])
        {
            Asked = asked,
        };
    }
}
