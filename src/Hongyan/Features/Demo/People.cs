using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Identity;

namespace Hongyan.Features.Demo;

/// <summary>The members of the county. Their identity numbers begin with 99, which no place has; their phones with 199 0000.</summary>
internal sealed class People(Secrets secrets, DateOnly today)
{
    /// <summary>Beside those who are away.</summary>
    private const int Probationary = 15;
    private const string Nowhere = "990100";
    private static readonly string[] Education = ["小学", "初中", "初中", "高中", "高中", "中专", "大专", "大专", "大学本科", "大学本科", "硕士研究生"];
    private readonly HashSet<string> taken = [];
    private int number;

    public IReadOnlyList<(Member Member, MemberIdentity Identity)> All()
    {
        var everybody = DemoOrganizations.Homes.SelectMany((home, place) => Enumerable.Range(0, SizeOf(home, place)).Select(_ => Person(home))).ToList();
        // Probation is a matter of the young: every so many of those young enough.
        var young = everybody.Where(person => person.Member.Born > today.AddYears(-40)).ToList();
        for (var candidate = 0; candidate < Probationary; candidate++)
            OnProbation(young[candidate * young.Count / Probationary].Member, today.AddDays((candidate * 23) - 14));
        return everybody;
    }

    private static int SizeOf(string home, int place) => 24 + (place * 7 % 11) + (home == DemoOrganizations.HomeBranch ? 2 : 0);

    private (Member Member, MemberIdentity Identity) Person(string home)
    {
        var random = Draw.For("person", ++number);
        var man = random.Chance(0.64);
        var rural = DemoOrganizations.IsRural(home);
        var age = random.NextDouble() switch
        {
            < 0.1 => random.Next(21, 31),
            < 0.4 => random.Next(31, 46),
            < 0.76 => random.Next(46, 61),
            _ => random.Next(61, 84),
        };
        var born = today.AddYears(-age).AddDays(-random.Next(1, 365));
        var joined = born.AddYears(random.Next(19, Math.Max(20, Math.Min(40, age - 2)))).AddDays(random.Next(0, 365));
        var category = Category(random, age, rural);
        var id = IdNumber.WithCheck(First17(born, man, random));
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            HomePath = home,
            Name = Name(random, man),
            Sex = man ? "male" : "female",
            Born = born,
            IdNumber = secrets.Encrypt(id),
            IdTail = id[^4..],
            Status = "full",
            Joined = joined,
            Category = category,
            Nation = random.Chance(0.94) ? "汉族" : random.OneOf(["回族", "满族", "苗族", "壮族"]),
            Education = age > 62 ? Education[random.Next(0, 6)] : Education[random.Next(2, Education.Length)],
            Phone = $"1990000{number:0000}",
            Address = $"{DemoOrganizations.County}{DemoOrganizations.TownOf(home)}{(rural ? "雁行路" : "鸿飞路")}{random.Next(1, 299)}号",
            Rural = rural && category == "farmer",
            DetailsOn = today.AddDays(-random.Next(20, 420)),
        };
        return (member, new MemberIdentity { Hash = secrets.Hash(id), MemberId = member.Id });
    }

    internal static void OnProbation(Member member, DateOnly until)
    {
        member.Status = "probationary";
        member.ProbationEnds = until;
        member.Joined = until.AddYears(-1);
    }

    private string Name(Random random, bool man)
    {
        string name;
        do name = Names.For(random, man);
        while (!taken.Add(name));
        return name;
    }

    private string First17(DateOnly born, bool man, Random random)
    {
        string first;
        do first = string.Create(CultureInfo.InvariantCulture, $"{Nowhere}{born:yyyyMMdd}{random.Next(1, 100):00}{(random.Next(0, 5) * 2) + (man ? 1 : 0)}");
        while (!taken.Add(first));
        return first;
    }

    private static string Category(Random random, int age, bool rural) => age switch
    {
        > 62 => rural && random.Chance(0.6) ? "farmer" : "retired",
        < 24 when random.Chance(0.5) => "student",
        _ => random.NextDouble() switch
        {
            < 0.04 => "jobless",
            < 0.14 => "self-employed",
            < 0.55 when rural => "farmer",
            _ => "employee",
        },
    };
}
