using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Rules.National;

namespace Hongyan.Rules.Tests.National;

/// <summary>How rows of the national system and stays here meet: told case by case, and by sums that fit whatever the file holds.</summary>
public sealed class FlowComparisonTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    public static TheoryData<string> Names { get; } = [.. All().Select(one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_case_holds(string name)
    {
        var told = All().Single(one => one.Name == name);
        var comparison = Compare(told);
        Assert.Equal(told.Lines.Order(StringComparer.Ordinal), comparison.Lines.Select(Say).Order(StringComparer.Ordinal));
        Assert.Equal((told.Repeated, told.Over, told.NotInPart), (comparison.Repeated, comparison.Over, comparison.NotInPart));
        Fits(told, comparison);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sums_fit_whatever_the_file_holds(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 300; round++)
        {
            var told = new Told { Name = "", Whole = random.Next(2) == 0, Ours = [.. Some(OwnOf)], Theirs = [.. Some(RowOf)] };
            Fits(told, Compare(told));
        }

        IEnumerable<T> Some<T>(Func<int, T> make) => Enumerable.Range(1, random.Next(8)).Select(make);

        Own OwnOf(int id) => new()
        {
            Id = id, Key = random.Next(3) == 0 ? null : KeyOf(id), Name = NameOf(), Born = new(1990, 5, random.Next(1, 3)), Departed = DayOf(),
            Over = random.Next(3) == 0, Away = random.Next(4) > 0,
        };

        Row RowOf(int id) => new()
        {
            Key = random.Next(2) == 0 ? null : KeyOf(random.Next(1, 9)), Name = NameOf(), Born = random.Next(2) == 0 ? null : new(1990, 5, random.Next(1, 3)),
            Departed = random.Next(4) == 0 ? null : DayOf(), Over = random.Next(3) switch { 0 => true, 1 => false, _ => null },
        };

        static string KeyOf(int id) => "ABCDEFGH"[id - 1].ToString();
        string NameOf() => "甲乙"[random.Next(2)].ToString();
        DateOnly DayOf() => new(2026, 3, random.Next(1, 4));
    }

    /// <summary>Each row and each open stay is in exactly one place.</summary>
    private static void Fits(Told told, FlowComparison comparison)
    {
        Assert.Equal(told.Theirs.Count, comparison.Lines.Count(line => line.Theirs is not null) + comparison.Repeated + comparison.Over);
        var open = comparison.Lines.Where(line => line.Ours?.IsOpen == true).Select(line => line.Ours!.Stay).ToList();
        Assert.Distinct(open);
        Assert.Equal(told.Ours.Count(one => one is { Away: true, Over: false }), open.Count + comparison.NotInPart);
    }

    private static string Say(FlowLine line) => string.Join(' ', (string[])
    [
        line.Difference switch
        {
            FlowDifference.OnlyThere => "only-there",
            FlowDifference.OnlyHere => "only-here",
            FlowDifference.Differs => "differs",
            _ => "same",
        },
        line.Ours is { } ours ? ours.Member.ToByteArray()[^1].ToString(CultureInfo.InvariantCulture) : line.Theirs!.Name,
        .. line.Fields,
    ]);

    private static FlowComparison Compare(Told told) => new(
        [.. told.Theirs.Select((row, place) => row.Make(place))], [.. told.Ours.Select(one => one.Make())],
        new FlowScope(told.Columns.ToHashSet(), told.Whole, string.Equals, string.Equals));

    private static List<Told> All() =>
        JsonSerializer.Deserialize<List<Told>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "National", "flow.json")), Options)!;

    private sealed record Told
    {
        public required string Name { get; init; }
        public bool Whole { get; init; } = true;
        public IReadOnlyList<string> Columns { get; init; } = FlowComparison.Fields;
        public IReadOnlyList<Own> Ours { get; init; } = [];
        public IReadOnlyList<Row> Theirs { get; init; } = [];
        public IReadOnlyList<string> Lines { get; init; } = [];
        public int Repeated { get; init; }
        public int Over { get; init; }
        public int NotInPart { get; init; }
    }

    private sealed record Own
    {
        public int Id { get; init; }
        public string? Key { get; init; }
        public string Name { get; init; } = "某";
        public DateOnly? Born { get; init; }
        public DateOnly? Departed { get; init; }
        public string? Place { get; init; }
        public string? Host { get; init; }
        public string? Certificate { get; init; }
        public bool Over { get; init; }
        public bool Away { get; init; } = true;

        public OwnStay Make() => new(
            new Guid(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)Id), Away ? new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)Id) : null, Key, Name, Born,
            new FlowFacts { Departed = Departed, Place = Place, Host = Host, Certificate = Certificate, IsOver = Over });
    }

    private sealed record Row
    {
        public string? Key { get; init; }
        public string Name { get; init; } = "某";
        public DateOnly? Born { get; init; }
        public DateOnly? BornIn { get; init; }
        public DateOnly? Departed { get; init; }
        public DateOnly? Month { get; init; }
        public string? Place { get; init; }
        public string? Host { get; init; }
        public string? Certificate { get; init; }
        public bool? Over { get; init; }

        public NationalRow Make(int place) => new(place, Key, Name,
            Born is { } day ? new BirthDate(day) : BornIn is { } month ? new BirthDate(month, OnlyMonth: true) : null,
            new FlowFacts
            {
                Departed = Departed ?? Month, OnlyMonth = Month is not null, Place = Place, Host = Host, Certificate = Certificate, IsOver = Over,
            });
    }
}
