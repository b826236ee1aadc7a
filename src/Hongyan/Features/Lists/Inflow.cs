using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>流入: who lives with us and is registered elsewhere.</summary>
internal static class Inflow
{
    public static readonly PeopleList List = new("inflow")
    {
        From = Stays.Tables,
        Where = Stays.AtHost,
        Columns =
        [
            Stays.Member, Stays.Host with { Name = "host-branch" }, Stays.State, Stays.Branch with { Name = "home" }, Stays.Employer,
            Stays.LastOf("reported-in", "reported-in"), Stays.LastOf("feedback", "feedback", " and r.data->>'from' = 'host'"), Stays.Overdue, Stays.Missed with { OnlyInFile = true },
            Stays.Sex, Stays.Phone, Stays.Certificate with { OnlyInFile = true }, Stays.Departed with { OnlyInFile = true }, Stays.Ended,
        ],
        Filters = [Stays.ByName, Stays.ByInflow, Stays.ByPlace, Stays.ByDeparture],
        Choice = "s.id::text",
        Bulk = [new("care", "/Care/Record", "who", Access.Sides)],
        Sort = "host-branch",
    };
}
