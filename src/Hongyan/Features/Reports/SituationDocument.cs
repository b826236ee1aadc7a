using System.Globalization;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Rules.Statistics;

namespace Hongyan.Features.Reports;

/// <summary>The situation report in words, in the language of the request. Numbers only: names stay in the system.</summary>
internal sealed class SituationDocument
{
    private readonly SituationReport report;
    private readonly bool wholePercent;

    private SituationDocument(SituationReport report, bool wholePercent)
    {
        this.report = report;
        this.wholePercent = wholePercent;
    }

    private Situation Figures => report.Figures;

    public static Document Of(SituationReport report, bool wholePercent) => new SituationDocument(report, wholePercent).Write();

    /// <summary>Name of the file without its ending.</summary>
    public static string FileName(SituationReport report) => Say("doc.file", report.Organization.Name, report.Day);

    private Document Write() => new(
        Say("doc.language"),
        Say("doc.title", report.Organization.Name),
        Say("doc.subtitle", report.Day),
        [
            new Heading(Say("doc.overall")),
            new Paragraph(Overall()),
            .. Figures.Floating == 0 ? [] : Composition(),
            new Heading(Say(Figures.Floating == 0 ? "doc.problems.second" : "doc.problems")),
            .. Problems(),
            new Signature(report.Organization.Name, Say("doc.date", report.Day)),
            .. Figures.Floating == 0 ? [] : new[] { Annex() },
        ]);

    private string Overall() => Figures.Floating == 0
        ? Say("doc.overall.none", report.Day, report.Organization.Name, Figures.Members)
        : Say("doc.overall.text", report.Day, report.Organization.Name, Figures.Members, Figures.Floating, Figures.Outflow, Figures.Inflow)
            + (Figures.Within > 0 ? Say("doc.within", Figures.Within) : "")
            + (Figures.Guests > 0 ? Say("doc.guests", Figures.Guests, Figures.GuestFigures.Unconfirmed) : "")
            + (Figures.NotLeft + Figures.Expected > 0 ? Say("doc.beside", Figures.NotLeft, Figures.Expected) : "")
            + Say("doc.share", Figures.Outflow, Figures.Members, Percent.Of(Figures.OutflowShare, wholePercent),
                Say(wholePercent ? "doc.share.whole" : "doc.share.two"));

    private IEnumerable<Block> Composition() =>
    [
        new Heading(Say("doc.composition")),
        new Paragraph(string.Concat(Figures.Breakdowns.Select(breakdown => Say("doc." + breakdown.Name, Counts(breakdown))))),
        new Charts([.. Figures.Breakdowns.Select(ChartOf)]),
    ];

    /// <summary>What has two or three groups is a ring, everything else bars.</summary>
    public static bool IsRing(string breakdown) => breakdown is "sex" or "direction" or "duration";

    private Chart ChartOf(Breakdown breakdown) => new(
        Say("by." + breakdown.Name), IsRing(breakdown.Name), [.. breakdown.Groups.Select(group => (NameOf(breakdown.Name, group.Key), group.Count))]);

    private string Counts(Breakdown breakdown) =>
        string.Join(Say("doc.and"), breakdown.Groups.Select(group => Say("doc.count", NameOf(breakdown.Name, group.Key), group.Count)));

    private IEnumerable<Block> Problems()
    {
        IEnumerable<Block> told = report.ToldAt is { } at ? [new Paragraph(Say("doc.problems.told", ChinaDate.Moment(at)))] : [];
        var problems = report.Problems ?? throw new InvalidOperationException("What is not told cannot be written.");
        if (problems.Count == 0) return [new Paragraph(Say("doc.problems.none")), .. told];
        return
        [
            new Paragraph(Say("doc.problems.text")),
            .. told,
            .. problems.Select((problem, index) => new Paragraph(Say("doc.numbered", index + 1, Say("doc.problem." + problem.Kind, problem.People)))),
            new Heading(Say("doc.measures")),
            new Paragraph(Say("doc.measures.text")),
            new Checklist([.. problems.Select(problem => Say("doc.measure." + problem.Kind, problem.People))]),
        ];
    }

    private Table Annex() => new(
        Say("doc.table", report.Day),
        [Say("doc.table.item"), Say("doc.table.number"), Say("doc.table.share")],
        [
            [Say("members"), Number(Figures.Members), "—"],
            [Say("floating"), Number(Figures.Floating), "—"],
            [Say("doc.table.outflow"), Number(Figures.Outflow), Percent.Of(Figures.OutflowShare, wholePercent)],
            [Say("inflow"), Number(Figures.Inflow), "—"],
            [Say("within"), Number(Figures.Within), "—"],
            [Say("guests"), Number(Figures.Guests), "—"],
            .. Figures.Guests == 0 ? [] : Guests(),
            [Say("not-left"), Number(Figures.NotLeft), "—"],
            [Say("expected"), Number(Figures.Expected), "—"],
            .. Rows(Figures.Breakdowns, Figures.Floating),
            .. Traffic(),
        ]);

    private IEnumerable<IReadOnlyList<string>> Rows(IEnumerable<Breakdown> breakdowns, int all) =>
        from breakdown in breakdowns
        from one in breakdown.Groups
        select (IReadOnlyList<string>)
            [Say("doc.table.row", Say("by." + breakdown.Name), NameOf(breakdown.Name, one.Key)), Number(one.Count), Percent.Of(one.Count, all, wholePercent)];

    private IEnumerable<IReadOnlyList<string>> Traffic()
    {
        var traffic = report.Traffic;
        if (traffic.IsNothing) return [];
        return
        [
            .. Rows([traffic.Refusals], traffic.Refusals.Groups.Sum(one => one.Count)),
            .. traffic.Letters.Select(one => (IReadOnlyList<string>)
                [Say("doc.table.letters", WayName(one.Way), one.Answered), Number(one.Sent), Percent.Of(one.Answered, one.Sent, wholePercent)]),
            [Say("doc.table.messages", traffic.MessagesAccepted, traffic.MessagesRefused, traffic.MessagesOpen), Number(traffic.MessagesSent), "—"],
        ];
    }

    public static string WayName(string way) => Say("way." + way);

    /// <summary>Shares are those of all guests.</summary>
    private IEnumerable<IReadOnlyList<string>> Guests()
    {
        var guests = Figures.GuestFigures;
        return
        [
            [Say("unconfirmed"), Number(guests.Unconfirmed), Percent.Of(guests.Unconfirmed, guests.Count, wholePercent)],
            .. Rows(guests.Breakdowns, guests.Count),
            [Say("homes.asked"), Number(guests.HomesAsked), "—"],
            [Say("homes.answered"), Number(guests.HomesAnswered), Percent.Of(guests.HomesAnswered, guests.HomesAsked, wholePercent)],
        ];
    }

    private string NameOf(string breakdown, string key) => GroupName(breakdown, key, report.Regions);

    /// <summary>Education is told in the words of the roster, a place by its name.</summary>
    public static string GroupName(string breakdown, string key, IReadOnlyDictionary<string, string> regions) =>
        TextBook.Whole.Find(Folder, $"{breakdown}.{key}")
            ?? (key == Situation.Unknown ? Say("unknown") : breakdown == "origin" ? Regions.NameOrCode(regions, key) : key);

    private const string Folder = "Reports";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Say(string key, params object?[] arguments)
    {
        var text = TextBook.Whole.Find(Folder, key) ?? throw new KeyNotFoundException($"Features/{Folder}/Texts.json has no \"{key}\".");
        return string.Format(CultureInfo.CurrentUICulture, text, arguments);
    }
}
