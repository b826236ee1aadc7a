using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Identity;

namespace Hongyan.Features.Scale;

/// <summary>Invented members. Their identity numbers begin with 99, which no place has; their phones with 199 0000.</summary>
internal sealed class Person(Order order, Secrets secrets)
{
    private const int Phones = 10_000;
    private const int SameDay = 500;
    private static readonly string[] Education = ["小学", "初中", "初中", "高中", "高中", "中专", "大专", "大专", "大学本科", "大学本科", "硕士研究生"];
    private static readonly string[] Nations = ["回族", "满族", "苗族", "壮族"];

    public (Member Member, MemberIdentity Identity) Of(int number, string home)
    {
        var random = new SeededRandom(order.Seed, (int)Purpose.Person, number);
        var man = random.Chance(0.64);
        var age = random.Share() switch
        {
            < 0.12 => random.Between(19, 31),
            < 0.5 => random.Between(31, 46),
            < 0.9 => random.Between(46, 61),
            _ => random.Between(61, 84),
        };
        var born = order.Today.AddYears(-age).AddDays(-random.Between(1, 365));
        var rural = random.Chance(0.5);
        var probationary = age < 40 && random.Chance(0.06);
        var ends = order.Today.AddDays(random.Between(1, 360));
        var id = IdNumber.WithCheck(First17(number, born, man));
        var member = new Member
        {
            Id = new Ids(order.Seed, number, Purpose.Person).Next(),
            HomePath = home,
            Name = Demo.Names.For(new Random(random.Between(0, int.MaxValue)), man),
            Sex = man ? "male" : "female",
            Born = born,
            IdNumber = secrets.Encrypt(id),
            IdTail = id[^4..],
            Status = probationary ? "probationary" : "full",
            Joined = probationary ? ends.AddYears(-1) : born.AddYears(Math.Min(age - 1, random.Between(18, 36))),
            ProbationEnds = probationary ? ends : null,
            Category = age > 62 ? "retired"
                : random.Share() switch { < 0.05 => "jobless", < 0.15 => "self-employed", < 0.5 when rural => "farmer", _ => "employee" },
            Nation = random.Chance(0.94) ? "汉族" : random.OneOf(Nations),
            Education = random.OneOf(Education),
            Phone = $"1990000{number % Phones:0000}",
            Address = $"示范路{random.Between(1, 999)}号",
            Rural = rural,
            DetailsOn = order.Today.AddDays(-random.Between(20, 500)),
        };
        return (member, new MemberIdentity { Hash = secrets.Hash(id), MemberId = member.Id });
    }

    // The number of the member decides the places after the birthday and the region, so that no two are the same.
    private static string First17(int number, DateOnly born, bool man) => string.Create(CultureInfo.InvariantCulture,
        $"99{number / SameDay % Phones:0000}{born:yyyyMMdd}{(number % SameDay * 2) + (man ? 1 : 0):000}");
}
