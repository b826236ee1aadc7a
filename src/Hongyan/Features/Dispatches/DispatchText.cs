using Hongyan.Data;
using Hongyan.Features.Correspondence;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dispatches;

/// <summary>A letter as an office would write it from the records, to be read before it leaves. It tells nothing of hardship or illness.</summary>
internal sealed class DispatchText(SojournFile stay, IReadOnlyList<SojournEvent> events, Organization writer, Organization? above, DateOnly today, Texts texts)
{
    private readonly Texts words = texts.For("Dispatches");
    private readonly Texts records = texts.For("Records");

    public string Of(DispatchKind kind, IReadOnlyList<string> what, string? period, string to) => kind.Name switch
    {
        DispatchKind.Introduction => new Draft(stay, events, texts).Of(Side.Home, "general", period, today),
        _ => string.Join("\n", WithLeaving(kind, what, [.. Lines(kind, what, period)]).Prepend(words["draft.to", to]).Where(line => line.Length > 0)),
    };

    /// <summary>Whatever else a host writes of somebody who has left, it says that he has.</summary>
    private List<string> WithLeaving(DispatchKind kind, IReadOnlyList<string> what, List<string> lines)
    {
        if (kind.Side == Side.Host && !what.Contains("left") && stay.Sojourn.EndedOn is not null && events.OfType<LeftHost>().LastOrDefault() is { } left)
            lines.Insert(1, words["draft.left-since", left.On, LeftTo()]);
        return lines;
    }

    /// <summary>Of what home is to be told: the last that happened on the day of the duty.</summary>
    public string ToldOf(string? period)
    {
        var day = events.Where(happened => happened is Placed or LeftHost or Refused)
            .Where(happened => period is null || DayOf(happened) == period)
            .OrderBy(happened => happened.On).ThenBy(happened => SojournRecords.Book.Of(happened).OrderInDay).LastOrDefault();
        return day switch
        {
            LeftHost => "left",
            Refused => "refused",
            Placed placed when events.Any(other => other is Placed && other.On < placed.On) => "moved",
            _ => "placed",
        };
    }

    /// <summary>What was asked and nobody has answered.</summary>
    public IReadOnlyList<string> Unanswered() =>
        [.. events.OfType<HomeAsked>().SelectMany(asked => asked.What).Distinct()
            .Where(what => !events.OfType<HomeAnswered>().Any(answer => answer.What == what && answer.On >= FirstAsked(what)))];

    /// <summary>What the host asked on the day of the duty and nobody has answered.</summary>
    public IReadOnlyList<string> AskedByHost(string? period)
    {
        var asked = events.OfType<AskedByHost>().Where(one => period is null || DayOf(one) == period).ToList();
        return [.. asked.SelectMany(one => one.What).Distinct()
            .Where(what => !events.OfType<HostAnswered>().Any(answer => answer.On >= asked[0].On && answer.What.Contains(what)))];
    }

    private static string DayOf(SojournEvent happened) => happened.On.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private string Name => stay.Person.Name;

    private IEnumerable<string> Lines(DispatchKind kind, IReadOnlyList<string> what, string? period) => kind.Name switch
    {
        DispatchKind.Asking => Asking(what),
        DispatchKind.Reminder or DispatchKind.ReminderToSuperior => Reminder(kind, what),
        DispatchKind.Telling => Telling(what[0]),
        DispatchKind.Feedback => Feedback(period),
        DispatchKind.OpinionGiven => OpinionGiven(),
        DispatchKind.Answering => Answering(what),
        DispatchKind.ReviewAsked => ReviewAsked(period),
        _ => OpinionAsked(),
    };

    private IEnumerable<string> Asking(IReadOnlyList<string> what)
    {
        yield return words["draft.asking.opening", Who(), Arrived()];
        yield return words["draft.asking.what", Listed(what.Select(one => records["choice.home-asked.what." + one]))];
        yield return Closing("draft.asking.closing");
    }

    private IEnumerable<string> Reminder(DispatchKind kind, IReadOnlyList<string> what)
    {
        var first = what.Count == 0 ? today : what.Min(FirstAsked);
        yield return kind.Name == DispatchKind.Reminder
            ? words["draft.reminder.opening", Who(), first, Listed(what.Select(one => records["choice.home-asked.what." + one]))]
            : words["draft.reminder-superior.opening", stay.Home.Name, Who(), first, Listed(what.Select(one => records["choice.home-asked.what." + one]))];
        yield return Closing("draft.asking.closing");
    }

    private IEnumerable<string> Telling(string of)
    {
        var refused = events.OfType<Refused>().LastOrDefault();
        yield return of switch
        {
            "left" => words["draft.telling.left", Who(), events.OfType<LeftHost>().LastOrDefault()?.On ?? today, LeftTo()],
            "refused" => words["draft.telling.refused", Who(), refused?.On ?? today, records["choice.code." + (refused?.Code ?? "other")]],
            _ => words["draft.telling." + of, Who(), events.OfType<Placed>().LastOrDefault()?.On ?? today, stay.Host ?? writer.Name],
        };
        if (of == "refused")
        {
            yield return refused?.Why is { Length: > 0 } why ? words["draft.telling.refused.why", why] : "";
            yield return above is null ? "" : words["draft.telling.refused.above", above.Name, above.Phone ?? ""];
        }
        else if (of != "left")
        {
            yield return stay.Sojourn.HostContact is { } contact ? words["draft.contact", contact] : "";
        }
        yield return Closing("draft.closing");
    }

    /// <summary>The four topics on which both sides keep each other informed: placement, organised life, conduct, conversion.</summary>
    private IEnumerable<string> Feedback(string? period)
    {
        var days = new Draft(stay, events, texts).Days(Side.Host, period, today);
        var last = days.Last is { } end && end < today ? end : today;
        var told = events.Where(happened => happened.On >= days.First && happened.On <= last).OrderBy(happened => happened.On).ToList();
        yield return words["draft.feedback.opening", Who(), days.First, last];
        var placed = events.OfType<Placed>().LastOrDefault(one => one.On <= last);
        yield return words["draft.feedback.placed", placed is null ? words["draft.feedback.placed.none"]
            : words["draft.feedback.placed.on", placed.On, stay.Host ?? writer.Name,
                stay.Sojourn.HostContact is { } contact ? words["draft.contact", contact] : ""]];
        var life = told.OfType<OrganizedLife>().ToList();
        yield return words["draft.feedback.life", life.Count == 0 ? words["draft.feedback.life.none"]
            : words["draft.feedback.life.times", life.Count, life.Count(one => one.Offline), life.Count(one => !one.Offline)]];
        var work = told.OfType<AssignedWorkDone>().ToList();
        yield return words["draft.feedback.conduct", work.Count == 0 ? words["draft.feedback.conduct.none"]
            : words["draft.feedback.conduct.work", work.Count]];
        yield return words["draft.feedback.conversion", stay.Person.Status != "probationary" ? words["draft.feedback.conversion.none"]
            : stay.Person.ProbationEnds is { } ends ? words["draft.feedback.conversion.until", ends] : words["draft.feedback.conversion.open"]];
        yield return Closing("draft.closing");
    }

    private IEnumerable<string> OpinionGiven()
    {
        yield return words["draft.opinion-given.opening", Who(), events.OfType<Placed>().Select(one => one.On).DefaultIfEmpty(today).Min(), today];
        yield return words["draft.opinion-given.life", events.OfType<OrganizedLife>().Count(), events.OfType<MemberReported>().Count()];
        yield return words["draft.opinion-given.opinion", DispatchKind.Blank];
    }

    private IEnumerable<string> Answering(IReadOnlyList<string> what)
    {
        yield return words["draft.answering.opening", Who(), Listed(what.Select(one => records["choice.asked-by-host.what." + one]))];
        foreach (var one in what)
            yield return words["draft.answering.one", records["choice.asked-by-host.what." + one], DispatchKind.Blank];
        yield return Closing("draft.closing");
    }

    private IEnumerable<string> OpinionAsked()
    {
        yield return stay.Person.ProbationEnds is { } ends ? words["draft.opinion-asked.until", Who(), ends] : words["draft.opinion-asked", Who()];
        yield return words["draft.opinion-asked.what"];
        yield return Closing("draft.asking.closing");
    }

    private IEnumerable<string> ReviewAsked(string? period)
    {
        yield return words["draft.review-asked", Who(), period ?? today.Year.ToString(System.Globalization.CultureInfo.InvariantCulture)];
        yield return words["draft.review-asked.what"];
        yield return Closing("draft.asking.closing");
    }

    /// <summary>The person as the other side can find him in its lists: never his number.</summary>
    private string Who() => stay.Person switch
    {
        { Sex: "unknown", Born: null } => words["who", Name],
        { Born: { } born, Sex: "unknown" } => words["who.born", Name, born],
        { Born: null } one => words["who.sex", Name, words["sex." + one.Sex]],
        { Born: { } born } one => words["who.both", Name, words["sex." + one.Sex], born],
    };

    private DateOnly Arrived() => events.OfType<ReportedIn>().Select(one => one.On).DefaultIfEmpty(stay.Sojourn.DepartedOn).Min();

    private DateOnly FirstAsked(string what) =>
        events.OfType<HomeAsked>().Where(asked => asked.IsAbout(what)).Select(asked => asked.On).DefaultIfEmpty(today).Min();

    private string LeftTo() => events.OfType<LeftHost>().LastOrDefault() switch
    {
        { To: "home" } => words["draft.left.home"],
        { To: "place", Place: { } place } => words["draft.left.place", place],
        _ => words["draft.left.unknown"],
    };

    private string Closing(string key) => words[key, writer.Name, Phone()];

    private string Phone() => writer.Phone is { } phone ? words["draft.phone", phone] : "";

    private string Listed(IEnumerable<string> parts) => string.Join(words["draft.and"], parts);
}
