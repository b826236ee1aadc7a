using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Caring;

/// <summary>One record of care, as the list of a year reads it.</summary>
public sealed record CareTold(Guid SojournId, string Type, SojournEvent Happened, string? OrgPath, string? HomePath);

/// <summary>One stay in the list of care of a year.</summary>
/// <param name="Festival">The festival for which the member is still to be greeted, and until when.</param>
/// <param name="Given">Yuan by kind: visit, greeting or help, as far as the reader may know.</param>
public sealed record CareLine(
    Guid MemberId, Guid SojournId, string Name, string Branch, string? Destination, string? Festival, DateOnly? FestivalDue,
    int Visits, int Greetings, int Helps, IReadOnlyDictionary<string, decimal> Given, int Services, DateOnly? Last)
{
    public const string Visit = "visit", Greeting = "greeting", Help = "help";

    /// <summary>What was given with visits, with greetings or as help; 0 where nothing is known.</summary>
    public decimal GivenWith(string kind) => Given.GetValueOrDefault(kind);

    public static CareLine Of(CareLine empty, IEnumerable<CareTold> told, Actor actor)
    {
        var known = told.ToList();
        var care = known.Select(one => one.Happened).OfType<Care>().ToList();
        return empty with
        {
            Visits = care.Count(one => KindOf(one) == Visit),
            Greetings = care.Count(one => KindOf(one) == Greeting) + known.Count(one => one.Happened is Contact),
            Helps = care.Count(one => KindOf(one) == Help),
            Given = known.Where(one => Confidential.MayRead(one.Type, one.OrgPath, one.HomePath, actor))
                .Select(one => one.Happened).OfType<Care>().GroupBy(KindOf).ToDictionary(kind => kind.Key, kind => kind.Sum(one => one.Amount ?? 0)),
            Services = known.Count(one => one.Happened is Served),
            Last = known.Count == 0 ? null : known.Max(one => one.Happened.On),
        };
    }

    /// <summary>Money, relief and whatever else is no visit and no greeting is help.</summary>
    private static string KindOf(Care care) => care.Kind is Visit or Greeting ? care.Kind : Help;
}
