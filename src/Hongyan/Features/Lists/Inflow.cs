using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>流入: who lives with us and is registered elsewhere.</summary>
internal static class Inflow
{
    public static readonly PeopleList List = new("inflow")
    {
        From = SojournColumns.Tables,
        Where = SojournColumns.AtHost,
        Columns =
        [
            SojournColumns.Member, SojournColumns.Host with { Name = "host-branch" }, SojournColumns.State,
            SojournColumns.Branch with { Name = "home" }, SojournColumns.Employer,
            SojournColumns.LastOf("reported-in", "reported-in"), SojournColumns.LastOf("feedback", "feedback", " and r.data->>'from' = 'host'"),
            SojournColumns.Overdue, SojournColumns.Missed with { OnlyInFile = true },
            SojournColumns.Sex, SojournColumns.Phone, SojournColumns.Certificate with { OnlyInFile = true },
            SojournColumns.Departed with { OnlyInFile = true }, SojournColumns.Ended,
        ],
        Filters = [SojournColumns.ByName, SojournColumns.ByInflow, SojournColumns.ByPlace, SojournColumns.ByDeparture],
        Choice = "s.id::text",
        Roster = new("inflow", Access.Deciding),
        Bulk = [new("care", "/Care/Record", "who", Access.Sides)],
        Sort = "host-branch",
    };
}
