using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Scale;

/// <summary>When a stay begins and ends, and who is host there.</summary>
/// <param name="End">Nothing while he is away.</param>
/// <param name="Host">The path of the host; nothing where it is no organisation of this installation.</param>
/// <param name="Arrives">Whether anybody at the other place knows of him.</param>
/// <param name="Number">Of the certificate.</param>
/// <param name="IsSigned">Whether the committee signs a code, or seals on paper only.</param>
internal sealed record Plan(DateOnly Departs, DateOnly? End, string? Host, bool Arrives, string Number, bool IsSigned);

/// <summary>What happened in a stay: most duties done in time, some late, some never, as its branch is used to do them.</summary>
internal sealed class Journey(Plan plan, BranchRoutine home, SeededRandom random, DateOnly today)
{
    private static readonly string[] Means = ["phone", "phone", "wechat", "video", "visit"];
    private static readonly string[] Words = ["身体和工作都好，按时上班。", "谈近期学习和打算。", "了解住处和收入情况，提醒交纳党费。", "转达支部近期工作安排。"];
    private static readonly string[] Life = ["party-day", "meeting", "lecture", "life-meeting"];
    private static readonly string[] Topics = ["certificate", "contact", "reports", "dues", "life", "review", "conduct"];
    private static readonly string[] Reasons = ["work", "work", "work", "business", "family", "study"];

    private readonly List<SojournEvent> events = [];
    private readonly DateOnly departs = plan.Departs;
    private readonly DateOnly until = plan.End is { } end && end < today ? end : today;

    /// <summary>In the order of their days; the first is the report of departure.</summary>
    public IReadOnlyList<SojournEvent> Tell(string destination)
    {
        var reported = departs.AddDays(-random.Between(2, 12));
        if (reported > today)
            reported = today;
        var departure = new DepartureReported
        {
            On = random.Chance(0.9) ? reported : Earlier(today, departs.AddDays(random.Between(5, 40))),
            Departs = departs,
            Reason = random.OneOf(Reasons),
            Destination = destination,
        };
        Prepare(departure.On);
        if (departs <= today)
        {
            var placed = Arrive();
            Periods();
            if (placed is { } from)
                AtHost(from);
            events.AddRange(home.During(departs, until));
            Return();
        }
        events.RemoveAll(one => one.On > today || (one is ReportedIn or Placed && one.On >= plan.End));
        return [departure, .. events.OrderBy(one => one.On)];
    }

    private void Prepare(DateOnly reported)
    {
        Done(reported, Later(departs, reported), day => new ContactPersonNamed { On = day, By = Side.Home, Person = home.Contact });
        Done(reported, Later(departs, reported), day => new Briefed { On = day, Topics = Topics });
        if (!random.Chance(home.Care))
            return;
        var sealedOn = reported.AddDays(random.Between(1, 6));
        // where the seal is on paper only, the number was written down when the certificate was handed over
        events.Add(new CertificateSealed { On = sealedOn, Number = plan.IsSigned ? plan.Number : null });
        if (sealedOn.AddDays(3) <= today)
            events.Add(new CertificateIssued { On = sealedOn.AddDays(random.Between(0, 3)), Number = plan.Number });
    }

    private DateOnly? Arrive()
    {
        if (!plan.Arrives)
            return null;
        var arrived = departs.AddDays(random.Between(3, random.Chance(0.85) ? 30 : 70));
        events.Add(new ReportedIn { On = arrived, Organization = plan.Host });
        var placed = arrived.AddDays(random.Between(2, random.Chance(0.85) ? 14 : 40));
        if (placed >= until)
            return null;
        events.Add(new Placed { On = placed, Organization = plan.Host });
        Done(placed, placed.AddDays(14), day => new ContactPersonNamed { On = day, By = Side.Host, Person = "流入地联系人" });
        Done(placed, placed.AddDays(14), day => new Feedback { On = day, From = Side.Home, Topic = "general", Note = "已通报该同志的基本情况。" });
        return placed;
    }

    /// <summary>What comes round: contact each quarter, dues, greetings, reports, the review and the audit.</summary>
    private void Periods()
    {
        foreach (var quarter in Period.Between(Interval.Quarter, departs, until))
        {
            Within(quarter, day => new Contact { On = day, By = Side.Home, Means = random.OneOf(Means), Topic = "general", Note = random.OneOf(Words) });
            if (random.Chance(0.5))
                Dues(quarter);
            else
                foreach (var month in Period.Between(Interval.Month, Later(quarter.First, departs), Earlier(quarter.Last, until)))
                    Dues(month);
        }
        foreach (var year in Period.Between(Interval.Year, departs, until))
        {
            Within(year, day => new MemberReported { On = day, Period = year.Name });
            Greet(new DateOnly(year.First.Year, 7, 1));
            Greet(year.First.AddDays(40));
            Within(year, day => new CertificateAudited { On = day, By = Side.Home, Year = year.First.Year });
            var review = year.Last.AddDays(-random.Between(0, 20));
            if (review <= until && departs < review && random.Chance(home.Care))
                events.Add(new Reviewed { On = review, Grade = random.Chance(0.2) ? "excellent" : "qualified", Venue = "home", Year = year.First.Year });
        }
    }

    private void Dues(Period period)
    {
        List<string> months = [.. Period.Between(Interval.Month, Later(period.First, departs), Earlier(period.Last, until)).Select(month => month.Name)];
        Within(period,
            day => new DuesPaid { On = day, Months = months, At = plan is { Arrives: true, Host: not null } && random.Chance(0.2) ? Side.Host : Side.Home });
    }

    private void AtHost(DateOnly placed)
    {
        for (var day = placed.AddDays(random.Between(15, 60)); day <= until; day = day.AddDays(random.Between(40, 90)))
            events.Add(new OrganizedLife { On = day, Offline = random.Chance(0.7), Kind = random.OneOf(Life) });
        if (random.Chance(0.5))
            events.Add(new AssignedWorkDone { On = Between(placed) });
        foreach (var quarter in Period.Between(Interval.Quarter, placed, until))
        {
            if (random.Chance(0.75) && Day(Later(quarter.First, placed), Earlier(quarter.Last, until)) is { } day)
                events.Add(new Feedback { On = day, From = Side.Host, Topic = day.Month == 12 ? "review" : "general", Note = "按时参加组织生活，表现良好。" });
        }
    }

    private void Return()
    {
        if (plan.End is not { } end || end > today)
            return;
        if (end <= departs.AddDays(5) && !plan.Arrives)
        {
            events.Add(new Cancelled { On = end, Note = "本人未外出。" });
            return;
        }
        events.Add(new Returned { On = end });
        Done(end, end.AddDays(15), day => new CertificatePresented { On = day });
        Done(end, end.AddDays(30), day => new ReturnChecked { On = day, GoesOutAgain = random.Chance(0.4) });
    }

    private void Greet(DateOnly festival)
    {
        if (festival < departs || festival > until || !random.Chance(home.Care))
            return;
        events.Add(random.Chance(0.5)
            ? new Care { On = festival.AddDays(-random.Between(0, 6)), By = Side.Home, Kind = "greeting" }
            : new Contact { On = festival.AddDays(-random.Between(0, 6)), By = Side.Home, Means = "phone", Topic = "greeting", Note = "节日问候。" });
    }

    private void Within(Period period, Func<DateOnly, SojournEvent> record)
    {
        var (first, last) = (Later(period.First, departs), Earlier(period.Last, until));
        if (random.Chance(home.Care) && Day(first, last) is { } day)
            events.Add(record(day));
        else if (random.Chance(0.5) && period.Last.AddDays(5) < until)
            events.Add(record(period.Last.AddDays(random.Between(1, 5))));
    }

    private void Done(DateOnly opens, DateOnly due, Func<DateOnly, SojournEvent> record)
    {
        if (random.Chance(home.Care))
            events.Add(record(Day(opens, due)!.Value));
        else if (random.Chance(0.6))
            events.Add(record(due.AddDays(random.Between(1, 25))));
    }

    private DateOnly? Day(DateOnly first, DateOnly last) =>
        first > last ? null : first.AddDays(random.Between(0, last.DayNumber - first.DayNumber + 1));

    private DateOnly Between(DateOnly first) => Day(first, until) ?? until;

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
