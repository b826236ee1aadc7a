using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>Choices that depend on the case: months still to be paid, announcements, branches, grades.</summary>
public sealed class FoundChoices(Policies policies, Recording recording, OwnBranches branches, Texts texts)
{
    private const int MostMonths = 27;
    private const int MonthsAhead = 12;
    private const int MostPeriods = 8;

    public async Task FillAsync(RecordInput input, Sojourn sojourn, Side side, DateOnly today, CancellationToken cancellation)
    {
        if (input.Form.Type is "placed" or "branch-named")
            input.Found["organization"] = [.. (await branches.AllAsync(cancellation)).Select(branch => (branch.Path, branch.Name))];
        if (input.Form.Type == "reviewed")
            input.Found["grade"] = await GradesAsync(side == Side.Home ? sojourn.HomePath : sojourn.HostPath ?? sojourn.HomePath, today, cancellation);
        if (input.Form.Type == "member-reported")
            input.Found["period"] = Periods(await policies.AtAsync(sojourn.HomePath, cancellation), sojourn, today, texts.For("Duties"));
        if (input.Form.Type is "dues-paid" or "notified")
        {
            var events = await recording.EventsAsync(sojourn, cancellation);
            input.Found["months"] = [.. Months(input, sojourn, events, today)];
            input.Found["event"] = [.. events.OfType<Announcement>().OrderByDescending(one => one.TakesPlace).Select(Occasion).DistinctBy(one => one.Value)];
        }
    }

    /// <summary>What a member can report on: the periods of his stay so far, the newest first.</summary>
    public static IReadOnlyList<(string Value, string Text)> Periods(Profile profile, Sojourn sojourn, DateOnly today, Texts words)
    {
        var interval = profile.Get(Parameters.MemberReportInterval, today);
        var last = sojourn.EndedOn < today ? sojourn.EndedOn.Value : today;
        return [.. Period.Between(interval, sojourn.DepartedOn, last).Reverse().Take(MostPeriods).Select(period => (period.Name, PeriodText.Of("member-report", period.Name, words)!))];
    }

    private async Task<IReadOnlyList<(string, string)>> GradesAsync(string path, DateOnly today, CancellationToken cancellation)
    {
        var words = texts.For("Records");
        var profile = await policies.AtAsync(path, cancellation);
        return [.. profile.Get(Parameters.ReviewGrades, today).Select(grade => (grade, words["grade." + grade]))];
    }

    /// <summary>The newest months of the stay that are not paid in full, the coming ones too; those of the form stay on offer.</summary>
    private IEnumerable<(string, string)> Months(RecordInput input, Sojourn sojourn, IEnumerable<SojournEvent> events, DateOnly today)
    {
        var paid = events.OfType<DuesPaid>().Where(one => one.InFull).SelectMany(one => one.Months).Except(input["months"]?.Split(',') ?? []).ToHashSet();
        var last = sojourn.EndedOn ?? today.AddMonths(MonthsAhead);
        var words = texts.For("Duties");
        var months = new List<(string, string)>();
        for (var month = new DateOnly(last.Year, last.Month, 1); month.AddMonths(1) > sojourn.DepartedOn && months.Count < MostMonths; month = month.AddMonths(-1))
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
        var text = announced.Name ?? texts.For("Duties")["record." + type];
        return (FormattableString.Invariant($"{type}-{announced.TakesPlace:yyyy-MM-dd}"), $"{text} {DateText.Of(announced.TakesPlace)}");
    }
}
