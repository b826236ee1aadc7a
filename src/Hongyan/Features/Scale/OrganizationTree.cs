using Hongyan.Data;

namespace Hongyan.Features.Scale;

/// <summary>
/// The organisations of an invented province: province, cities, counties, towns, branches. Ten members a branch on average, few branches
/// with many; at the top a hundred thousand branches, and more members a branch beyond that.
/// </summary>
internal sealed class OrganizationTree
{
    public const string Province = "001";
    public const int MostBranches = 100_000;
    private const int MembersABranch = 10;
    private const int BranchesATown = 64;
    private const int TownsACounty = 14;
    private const int CountiesACity = 9;
    private const string RegionCode = "320000";

    private readonly List<Organization> organizations = [];
    private readonly List<string> branches = [];
    private readonly Dictionary<string, string> names;
    private readonly int[] firstMember;

    public OrganizationTree(Order order)
    {
        var count = Math.Clamp(order.Members / MembersABranch, 1, MostBranches);
        var towns = Parts(count, BranchesATown);
        var counties = Parts(towns, TownsACounty);
        var cities = Parts(counties, CountiesACity);
        var random = new SeededRandom(order.Seed, (int)Purpose.Organizations);
        var townSizes = Split(count, towns, random);
        Add(Province, "示范省委组织部", "organization-department", "national");
        var (county, town) = (0, 0);
        foreach (var (city, countiesHere) in Split(counties, cities, random).Index())
        {
            var cityPath = Below(Province, city);
            Add(cityPath, $"示范{city + 1}市委组织部", "organization-department", ProfileOf(city));
            for (var place = 0; place < countiesHere; place++, county++)
            {
                var countyPath = Below(cityPath, place);
                Add(countyPath, $"示范{city + 1}市第{place + 1}县委组织部", "organization-department");
                var until = (county + 1L) * towns / counties;
                for (var first = town; town < until; town++)
                    AddTown(Below(countyPath, town - first), $"第{county + 1}县{town - first + 1}镇", townSizes[town]);
            }
        }
        names = organizations.Where(one => one.Kind == "committee").ToDictionary(one => one.Path, one => one.Name);
        firstMember = Offsets(Split(order.Members, branches.Count, random));
    }

    public IReadOnlyList<Organization> Organizations => organizations;

    /// <summary>The branches in the order of their paths.</summary>
    public IReadOnlyList<string> Branches => branches;

    /// <summary>The members of a branch, by their numbers: from the first up to, but not including, the last.</summary>
    public (int First, int Last) MembersOf(int branch) => (firstMember[branch], firstMember[branch + 1]);

    /// <summary>The name of a committee.</summary>
    public string NameOf(string committee) => names[committee];

    public static string Above(string path) => path[..path.LastIndexOf('.')];

    private void AddTown(string path, string name, int size)
    {
        Add(path, name + "党委", "committee");
        for (var number = 0; number < size; number++)
        {
            var branch = Below(path, number);
            Add(branch, $"{name}第{number + 1}党支部", number > 0 && number % 97 == 0 ? "floating-organization" : "branch");
            branches.Add(branch);
        }
    }

    private void Add(string path, string name, string kind, string? profile = null) =>
        organizations.Add(new Organization { Path = path, Name = name, Kind = kind, RegionCode = RegionCode, Phone = "199 0000 0000", Profile = profile });

    private static string? ProfileOf(int city) => (city % 13) switch { 2 => "two-way-c", 5 => "district-b", 8 => "banner-d", _ => null };

    private static string Below(string path, int place) => $"{path}.{place + 1:000}";

    private static int Parts(int all, int size) => Math.Max(1, (all + size - 1) / size);

    /// <summary>Unequal parts, each at least one, that make up the whole.</summary>
    private static int[] Split(int all, int parts, SeededRandom random)
    {
        if (all < parts)
            return [.. Enumerable.Range(0, parts).Select(part => part < all ? 1 : 0)];
        var sizes = Enumerable.Range(0, parts).Select(_ => Math.Min(random.Size(), 8)).ToList();
        var (whole, rest) = (sizes.Sum(), all - parts);
        var (sum, given) = (0.0, 0);
        return [.. sizes.Select((size, part) =>
        {
            sum += size;
            var until = part == parts - 1 ? rest : (int)(rest * sum / whole);
            var mine = 1 + until - given;
            given = until;
            return mine;
        })];
    }

    private static int[] Offsets(int[] sizes)
    {
        var offsets = new int[sizes.Length + 1];
        for (var at = 0; at < sizes.Length; at++)
            offsets[at + 1] = offsets[at] + sizes[at];
        return offsets;
    }
}
