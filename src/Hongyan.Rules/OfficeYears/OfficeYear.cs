using Hongyan.Rules.Calendar;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.OfficeYears;

/// <summary>What an organisation owes by the calendar for itself, whether or not one of its members is away; each has one for every year.</summary>
public sealed class OfficeYear : ICaseKind
{
    public const string Office = "office";
    private const string Running = "running";
    private const string Over = "over";

    public static CaseKind Kind { get; } = new("office-year", typeof(OfficeYearEvent))
    {
        Sides = [new(Office)],
        FirstState = Running,
        States = [Running, Over],
        LastStates = [Over],
        TimeSteps = [new(Running, Over, story => Period.Read(story.Period)?.Last.AddDays(1))],
        Duties = [new OfficeSweep(), new OfficeReport()],
        IsYearly = true,
    };

    internal static IReadOnlyList<string> Sides => [Office]; // asked for while Kind is being made

    internal static Period YearOf(CaseStory story) =>
        Period.Read(story.Period) ?? throw new FormatException($"The period of an office's year is a year, not “{story.Period}”.");
}

/// <summary>One thing that an organisation did in or for a year.</summary>
public abstract record OfficeYearEvent : PartyEvent;
