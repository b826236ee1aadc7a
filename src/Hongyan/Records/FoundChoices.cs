using System.Globalization;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Points;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Choices that depend on the case: months still to be paid, announcements, branches, grades.</summary>
public sealed class FoundChoices(
    HongyanDb db, Policies policies, DutyKeeping keeping, Recording recording, OwnBranches branches, ContactRoster roster, Texts texts)
{
    private const int MostMonths = 27;
    private const int MonthsAhead = 12;
    private const int MostPeriods = 8;

    public Task FillAsync(RecordInput input, Sojourn sojourn, Side side, DateOnly today, CancellationToken cancellation) =>
        FillAsync(input, sojourn, side, known: null, today, cancellation);

    /// <param name="known">What happened in the stay, when that was read before.</param>
    public async Task FillAsync(
        RecordInput input, Sojourn sojourn, Side side, IReadOnlyList<SojournEvent>? known, DateOnly today, CancellationToken cancellation)
    {
        if (input.Form.Name is "placed" or "branch-named")
            input.Found["organization"] = [.. (await branches.AllAsync(cancellation)).Select(branch => (branch.Path, branch.Name))];
        if (input.Form.Name == "briefed")
            input.BriefTopics = (await policies.AtAsync(sojourn.HomePath, cancellation)).Get(Parameters.BriefTopics, today);
        if (input.Form.Name == "contact-person-named" && (side == Side.Home ? sojourn.HomePath : sojourn.HostPath) is { } branch)
            input.Found["person"] = await roster.FullMembersAsync(branch, sojourn.MemberId, cancellation);
        if (input.Form.Name == "reviewed")
            await GradesAsync(input, sojourn, side, today, cancellation);
        if (input.Form.Name == "member-reported")
            input.Found["period"] = Periods(await policies.AtAsync(sojourn.HomePath, cancellation), sojourn, today, texts.For("Duties"));
        if (input.Form.Name is "dues-paid" or "notified")
        {
            var events = known ?? await recording.EventsAsync(sojourn, cancellation);
            input.Found["months"] = [.. Months(input, sojourn, events, today)];
            input.Found["event"] = [.. events.OfType<Announcement>().OrderByDescending(one => one.TakesPlace).Select(Occasion).DistinctBy(one => one.Value)];
        }
    }

    /// <summary>What a member can report on: the periods of his stay so far, the newest first.</summary>
    public static IReadOnlyList<(string Value, string Text)> Periods(Profile profile, Sojourn sojourn, DateOnly today, Texts words)
    {
        var interval = profile.Get(Parameters.MemberReportInterval, today);
        var last = sojourn.EndedOn < today ? sojourn.EndedOn.Value : today;
        return [.. Period.Between(interval, sojourn.DepartedOn, last)
            .Reverse()
            .Take(MostPeriods)
            .Select(period => (period.Name, PeriodText.Of("member-report", period.Name, words)!))];
    }

    /// <summary>The grades of the profile without those that the points of the year close; the form says which and why.</summary>
    private async Task GradesAsync(RecordInput input, Sojourn sojourn, Side side, DateOnly today, CancellationToken cancellation)
    {
        var words = texts.For("Records");
        var profile = await policies.AtAsync(side == Side.Home ? sojourn.HomePath : sojourn.HostPath ?? sojourn.HomePath, cancellation);
        var member = (await db.Members.FindAsync([sojourn.MemberId], cancellation))!;
        var sojournCase = await keeping.CaseAsync(member, sojourn, await recording.EventsAsync(sojourn, cancellation), cancellation);
        var lastDay = int.TryParse(input["year"], CultureInfo.InvariantCulture, out var year) && year is > 1990 and < 2200 && year < today.Year
            ? new DateOnly(year, 12, 31) : today;
        var open = GradeCap.On(sojournCase, profile, lastDay);
        input.Found["grade"] = [.. open.Grades.Select(grade => (grade, words["grade." + grade]))];
        if (open.Closed.Count > 0)
            input.Hints["grade"] = words["grades.closed", open.Total!, string.Join(words["and"], open.Closed.Select(grade => words["grade." + grade]))];
        else if (open.IsLifted)
            input.Hints["grade"] = words["grades.lifted", open.Total!];
    }

    /// <summary>The newest months of the stay that are not paid in full, the coming ones too; those of the form stay on offer.</summary>
    private IEnumerable<(string, string)> Months(RecordInput input, Sojourn sojourn, IEnumerable<SojournEvent> events, DateOnly today)
    {
        var paid = events.OfType<DuesPaid>().Where(one => one.InFull).SelectMany(one => one.Months).Except(input["months"]?.Split(',') ?? []).ToHashSet();
        var last = sojourn.EndedOn ?? today.AddMonths(MonthsAhead);
        var words = texts.For("Duties");
        var months = new List<(string, string)>();
        for (var month = new DateOnly(last.Year, last.Month, 1); month.AddMonths(1) > sojourn.DepartedOn
            && months.Count < MostMonths; month = month.AddMonths(-1))
        {
            var name = Period.OfMonth(month).Name;
            if (!paid.Contains(name))
                months.Add((name, PeriodText.OfMonth(name, words)));
        }
        months.Reverse();
        return months;
    }

    private (string Value, string Text) Occasion(Announcement announced)
    {
        var type = EventJson.TypeOf(announced);
        var text = announced.Name ?? texts.For("Records")["record." + type];
        return (FormattableString.Invariant($"{type}-{announced.TakesPlace:yyyy-MM-dd}"), $"{text} {DateText.Of(announced.TakesPlace)}");
    }
}
