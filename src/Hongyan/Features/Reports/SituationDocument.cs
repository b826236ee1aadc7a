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

    private static Chart ChartOf(Breakdown breakdown) => new(
        Say("by." + breakdown.Name), IsRing(breakdown.Name), [.. breakdown.Groups.Select(group => (GroupName(breakdown.Name, group.Key), group.Count))]);

    private static string Counts(Breakdown breakdown) =>
        string.Join(Say("doc.and"), breakdown.Groups.Select(group => Say("doc.count", GroupName(breakdown.Name, group.Key), group.Count)));

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
            [Say("not-left"), Number(Figures.NotLeft), "—"],
            [Say("expected"), Number(Figures.Expected), "—"],
            .. from breakdown in Figures.Breakdowns
               from one in breakdown.Groups
               select (IReadOnlyList<string>)
               [
                   Say("doc.table.row", Say("by." + breakdown.Name), GroupName(breakdown.Name, one.Key)),
                   Number(one.Count),
                   Percent.Of(one.Count, Figures.Floating, wholePercent),
               ],
        ]);

    /// <summary>Education is told in the words of the roster.</summary>
    public static string GroupName(string breakdown, string key) =>
        TextBook.Whole.Find(Folder, $"{breakdown}.{key}") ?? (key == Situation.Unknown ? Say("unknown") : key);

    private const string Folder = "Reports";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Say(string key, params object?[] arguments)
    {
        var text = TextBook.Whole.Find(Folder, key) ?? throw new KeyNotFoundException($"Features/{Folder}/Texts.json has no \"{key}\".");
        return string.Format(CultureInfo.CurrentUICulture, text, arguments);
    }
}
