using Hongyan.Rules.Cases;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Tests.Replay;

/// <summary>A case of the rules' own case files, as it is replayed in an installation.</summary>
public sealed record FiledCase(string File, CaseFile Told)
{
    private const decimal Monthly = 50;
    private static readonly string Folder = Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Rules.Tests");

    /// <summary>Every case of every file, in order.</summary>
    public static IReadOnlyList<FiledCase> All { get; } =
    [
        .. from path in Directory.EnumerateFiles(Folder, "*.cases.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
           let part = Path.GetRelativePath(Folder, path)
           where part.Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj")
           let json = System.IO.File.ReadAllText(path)
           where !PartyCaseFile.IsIn(json) // cases of organisations have tests of their own
           from one in CaseFile.ReadAll(json)
           where one.Agreements.Count == 0 // agreements are cases of organisations, too: EffectTests
           where !one.HomeIsOutside && !one.HostIsOutside // a stay with a side outside is begun at the reception
           where one.Events.All(happened => happened.Told is null) // what a letter says is typed by the other side: ToldTests
           select new FiledCase(part[..^".cases.json".Length].Replace('\\', '/'), one),
    ];

    /// <summary>The first case of every file and every fourth after it: enough to see by day that pages and rules agree.</summary>
    public static IReadOnlyList<FiledCase> Sample { get; } = [.. All.GroupBy(one => one.File).SelectMany(file => file.Where((_, index) => index % 4 == 0))];

    /// <summary>What happened, in the order of days and as it is typed.</summary>
    public IReadOnlyList<SojournEvent> Events { get; } =
        [.. Before(Told).Concat(Told.Events).OrderBy(happened => happened.On).Select(happened => AsTyped(happened, Told))];

    public Guid Member { get; } = Guid.CreateVersion7();

    public Guid Sojourn { get; } = Guid.CreateVersion7();

    /// <summary>The event with which the stay becomes known.</summary>
    public SojournEvent Opening => Events.First(IsOpening);

    public IEnumerable<DateOnly> Days => Events.Select(DayTyped).Concat(Told.Expect.Select(expected => expected.On));

    /// <summary>The day on which an event is typed: its own, or that on which the stay becomes known.</summary>
    public DateOnly DayTyped(SojournEvent happened) => happened.Typed ?? (happened.On < Opening.On ? Opening.On : happened.On);

    public override string ToString() => $"{File}: {Told.Name}";

    private static bool IsOpening(SojournEvent happened) => happened is DepartureReported or ReportedIn or Placed;

    /// <summary>A form asks for the year reviewed and for the new end of probation, which a case may leave open.</summary>
    private static SojournEvent AsTyped(SojournEvent happened, CaseFile told) => happened switch
    {
        Reviewed { Year: null } reviewed => reviewed with { Year = told.Events.OfType<DepartureReported>().First().Departs.Year },
        ConversionDecided { Result: "extended", ExtendedTo: null } extended =>
            extended with { ExtendedTo = told.Member.Joined!.Value.AddYears(1).AddMonths(6) },
        ChangeReported { What: null } report =>
            report with { What = told.Events.OfType<Changed>().Where(change => change.On <= report.On).MinBy(change => change.On)?.What ?? "phone" },
        _ => happened,
    };

    /// <summary>What a case leaves out and pages ask for first: a stay, and what there is to pay.</summary>
    private static IEnumerable<SojournEvent> Before(CaseFile told)
    {
        if (!told.Events.Any(IsOpening))
            yield return new DepartureReported { On = told.Events[0].On, Departs = told.Events[0].On };
        if (told.Events.Any(happened => happened is DuesPaid) && !told.Events.Any(happened => happened is DuesSet)
            && told.Events.OfType<DepartureReported>().FirstOrDefault() is { } departure)
            yield return new DuesSet { On = departure.On, From = $"{departure.Departs:yyyy-MM}", Monthly = Monthly, Base = 5000 };
    }
}
