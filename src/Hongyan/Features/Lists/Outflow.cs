using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>流出: who of ours is away.</summary>
internal static class Outflow
{
    public static readonly PeopleList List = new("outflow")
    {
        From = Stays.Tables,
        Where = Stays.AtHome,
        Columns =
        [
            Stays.Member, Stays.Branch, Stays.State, Stays.Destination, Stays.Host, Stays.Departed, Stays.LastContact, Stays.Overdue, Stays.Missed with { OnlyInFile = true }, Stays.Lost with { OnlyInFile = true },
            Stays.Sex, Stays.Phone, Stays.Employer with { OnlyInFile = true }, Stays.Contact, Stays.Certificate with { OnlyInFile = true }, Stays.Ended,
        ],
        Filters = [Stays.ByName, Stays.ByOutflow, Stays.ByPlace, Stays.ByDeparture],
        Choice = "s.id::text",
        Bulk = [new("care", "/Care/Record", "who", Access.Sides)],
        Sort = "-departed",
    };
}
