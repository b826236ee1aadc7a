using Hongyan.Features.Records;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Caring;

/// <summary>One record of care, as the list of a year reads it.</summary>
public sealed record CareTold(Guid SojournId, string Type, SojournEvent Happened, string? OrgPath, string HomePath);

/// <summary>One stay in the list of care of a year.</summary>
/// <param name="Festival">The festival for which the member is still to be greeted, and until when.</param>
/// <param name="Relief">Yuan, as far as the reader may know.</param>
public sealed record CareLine(
    Guid MemberId, Guid SojournId, string Name, string Branch, string? Destination, string? Festival, DateOnly? FestivalDue,
    int Visits, int Greetings, int Helps, decimal Relief, int Services, DateOnly? Last)
{
    private static readonly string[] Helping = ["money", "relief", "hardship", "help"];

    public static CareLine Of(CareLine empty, IEnumerable<CareTold> told, Actor actor)
    {
        var known = told.ToList();
        var care = known.Select(one => one.Happened).OfType<Care>().ToList();
        return empty with
        {
            Visits = care.Count(one => one.Kind == "visit"),
            Greetings = care.Count(one => one.Kind == "greeting") + known.Count(one => one.Happened is Contact),
            Helps = care.Count(one => Helping.Contains(one.Kind)),
            Relief = known.Where(one => Confidential.MayRead(one.Type, one.OrgPath, one.HomePath, actor))
                .Sum(one => (one.Happened as Care)?.Amount ?? 0),
            Services = known.Count(one => one.Happened is Served),
            Last = known.Count == 0 ? null : known.Max(one => one.Happened.On),
        };
    }
}
