using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Demo;

/// <summary>The course of a stay: departure, arrival, life at the host and the end, before anybody does his duty.</summary>
internal sealed class Course(int number, PlannedSojourn stay, string home, string? host, string? destination, DateOnly today)
{
    private static readonly string[] Reasons = ["work", "work", "work", "work", "business", "family", "study"];
    private readonly Random random = Draw.For("course", number);
    private readonly Told? told = stay.Host == HostKind.Outside ? new("letter") : null; // a host outside is heard of by letter
    private readonly DateOnly departs = today.AddDays(-stay.Departed);

    public DepartureReported Departure { get; } = new()
    {
        On = stay.LateBy > 0 ? today.AddDays(stay.LateBy - stay.Departed)
            : stay.State == "reported" ? today.AddDays(-stay.Since)
            : today.AddDays(-stay.Departed - Draw.For("report", number).Next(2, 12)),
        Departs = today.AddDays(-stay.Departed),
        Reason = Draw.For("reason", number).OneOf(Reasons),
        Destination = destination,
        ExpectedReturn = today.AddDays(Draw.For("expected", number).Next(90, 500)),
        Note = stay.LateBy > 0 ? "排查时发现，补登记。" : null,
    };

    /// <summary>What followed the departure, in the order in which it happened.</summary>
    public IEnumerable<SojournEvent> Events()
    {
        var end = stay.State is "returned" or "transferred" or "cancelled" ? today.AddDays(-stay.Since) : (DateOnly?)null;
        var known = stay.LateBy > 0 ? Departure.On : departs;
        DateOnly? arrived = stay.State switch
        {
            "reported-in" => today.AddDays(-stay.Since),
            "refused" => today.AddDays(-stay.Since - random.Next(5, 10)),
            "placed" or "transferred" => known.AddDays(random.Next(6, 28)),
            "returned" when stay.Host != HostKind.None => known.AddDays(random.Next(10, 40)),
            _ => null,
        };
        if (arrived is { } on)
        {
            if (stay.Moved)
            {
                yield return new ReportedIn { On = on.AddDays(-5), Organization = DemoOrganizations.FloatingOrganization };
                yield return new Placed { On = on.AddDays(-3), Organization = DemoOrganizations.FloatingOrganization };
            }
            yield return new ReportedIn { On = on, Organization = host, Told = told };
            if (stay.State == "refused")
                yield return new Refused { On = today.AddDays(-stay.Since), Code = random.OneOf(["not-here", "identity"]), Note = "住处和证明不一致，已抄送上级。" };
            else if (stay.State != "reported-in")
            {
                var placed = on.AddDays(random.Next(3, random.Chance(0.8) ? 13 : 22));
                yield return new Placed { On = placed, Organization = host, Told = told };
                foreach (var happened in Life(placed, end ?? today))
                    yield return happened;
            }
        }
        foreach (var happened in Occasions(end ?? today))
            yield return happened;
        foreach (var happened in Ending(end))
            yield return happened;
    }

    /// <summary>Meetings to which the host calls its members, and what the member takes part in there.</summary>
    private IEnumerable<SojournEvent> Life(DateOnly placed, DateOnly until)
    {
        for (var day = placed.AddDays(random.Next(15, 45)); day <= until; day = day.AddDays(random.Next(25, 50)))
            yield return new OrganizedLife { On = day, Offline = random.Chance(0.7), Kind = random.OneOf(["party-day", "meeting", "lecture", "life-meeting"]) };
        for (var day = placed.AddDays(random.Next(40, 90)); day <= until; day = day.AddDays(random.Next(60, 120)))
            yield return new AssignedWorkDone { On = day, Note = random.OneOf(["社区志愿服务", "矛盾纠纷调解", "设岗定责", "防汛值守"]) };
        for (var day = placed.AddDays(random.Next(20, 60)); day <= until; day = day.AddDays(random.Next(70, 120)))
            yield return new Educated { On = day, By = Side.Host, Kind = random.OneOf(["training", "online"]), Topic = "党的创新理论", Hours = random.Next(2, 9) };
        if (host is null)
            yield break;
        foreach (var inDays in new[] { -130, -70, -25, 9 })
        {
            var meets = today.AddDays(inDays + Draw.For("meeting", host, inDays).Next(0, 6));
            var called = meets.AddDays(-12);
            if (called >= placed && called <= until)
                yield return new Meeting { On = called, TakesPlace = meets, Of = Side.Host, Name = $"{meets.Month}月主题党日" };
        }
    }

    /// <summary>What is on at home, and what changes in the member's life.</summary>
    private IEnumerable<SojournEvent> Occasions(DateOnly until)
    {
        foreach (var inDays in new[] { -150, 12 })
        {
            // at the branch of the sign-in something is always on
            var takesPlace = today.AddDays(inDays + (home == DemoOrganizations.HomeBranch ? 0 : Draw.For("occasion", home, inDays).Next(0, 10)));
            var announced = takesPlace.AddDays(-20);
            if (stay.State == "cancelled" || announced < departs || announced > until
                || (home != DemoOrganizations.HomeBranch && Draw.For("held", home, inDays).Chance(0.5)))
                continue;
            yield return inDays > 0
                ? new Election { On = announced, TakesPlace = takesPlace, Name = "支部委员会换届选举", Note = "大会选举新一届支部委员会。候选人名单已在支部公示。外出党员可以返乡参加，也可以在这里提出意见和建议。" }
                : new MajorMatter { On = announced, TakesPlace = takesPlace, Name = "支部年度工作计划讨论" };
        }
        if (stay.Departed > 60 && stay.State != "cancelled")
            yield return new Educated { On = departs.AddDays(30 + (number % 20)), By = Side.Home, Kind = "mailed", Topic = "党课讲义和学习资料", Hours = 4 };
        if (stay.Departed > 90 && stay.State != "cancelled" && random.Chance(0.3))
            yield return new Changed { On = departs.AddDays(random.Next(40, 80)), What = random.OneOf(["phone", "employer", "residence", "place"]) };
        if (stay.Departed > 200 && random.Chance(0.2))
            yield return new DuesQuarterlyAgreed { On = departs.AddDays(20), Reason = "工作地点经常变动，支部大会同意按季度交纳。" };
        if (stay is { State: "placed", Departed: > 190 } && random.Chance(0.5))
            yield return new TransferConditionMet { On = departs.AddMonths(6), Rule = random.OneOf(["contract", "fixed-place", "home-and-six-months"]) };
        if (stay.Silent)
        {
            yield return new Contact { On = today.AddDays(-70), By = Side.Home, Means = "phone", Reached = false, Note = "电话停机。" };
            yield return new Contact { On = today.AddDays(-30), By = Side.Home, Means = "visit", Reached = false, Note = "走访家属，未联系上本人。" };
            if (stay.Lost)
            {
                yield return new Attempt { On = today.AddDays(-26), By = Side.Home, Way = "employer", Who = "原用工单位", Result = "gone" };
                yield return new MarkedLost { On = today.AddDays(-20), Reason = "4", Note = "多次查找没有结果，支委会研究认定。" };
            }
        }
        if (home[..7] == DemoOrganizations.PointsCommittee && stay.State == "placed")
        {
            yield return new ActivityPoints
            {
                On = today.AddDays(-random.Next(20, 100)),
                Item = random.OneOf(["A1", "A2", "A3"]),
                Points = random.Next(3, 11),
                Evidence = "流入地支部证明",
            };
            if (number % 2 == 0)
                yield return new ActivityPoints { On = today.AddDays(-random.Next(20, 100)), Item = "A4", Points = 5, Evidence = "街道表扬通报" };
        }
    }

    private static TransferLetterIssued Letter(DateOnly on, string to) => new()
    {
        On = on,
        Letter = Guid.CreateVersion7(),
        Number = $"{on.Year}-{on.DayOfYear:000}",
        To = to,
        ValidDays = 60,
        DuesPaidTo = Period.OfMonth(on).Name,
    };

    private IEnumerable<SojournEvent> Ending(DateOnly? end)
    {
        switch (stay.State)
        {
            case "returned":
                yield return new Returned { On = end!.Value };
                break;
            case "cancelled":
                yield return new Cancelled { On = end!.Value, Note = "用工单位取消岗位，本人未外出。" };
                break;
            case "transferred":
                yield return new TransferConditionMet { On = end!.Value.AddDays(-50), Rule = "contract" };
                yield return new TransferStarted { On = end.Value.AddDays(-30) };
                // the first letter went to the wrong committee, which sent it back with the reason
                var (wrong, right) = (Letter(end.Value.AddDays(-28), "示范市示范区商圈党委"), Letter(end.Value.AddDays(-25), "示范市示范区园区党委"));
                yield return wrong;
                yield return new TransferRefused { On = end.Value.AddDays(-26), Letter = wrong.Letter, Reason = "本人在园区工作，请转园区党委。" };
                yield return right;
                yield return new TransferReceived { On = end.Value.AddDays(-4), Letter = right.Letter };
                yield return new Transferred { On = end.Value };
                break;
        }
    }
}
