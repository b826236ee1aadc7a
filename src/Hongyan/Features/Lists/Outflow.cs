using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>流出: who of ours is away.</summary>
internal static class Outflow
{
    public static readonly PeopleList List = new("outflow")
    {
        From = SojournColumns.Tables,
        Where = SojournColumns.AtHome,
        Columns =
        [
            SojournColumns.Member, SojournColumns.Branch, SojournColumns.State, SojournColumns.Destination, SojournColumns.Host, SojournColumns.Departed,
            SojournColumns.LastContact, SojournColumns.Overdue, SojournColumns.Missed with { OnlyInFile = true },
            SojournColumns.Lost with { OnlyInFile = true },
            SojournColumns.Sex, SojournColumns.Phone, SojournColumns.Employer with { OnlyInFile = true }, SojournColumns.Contact,
            SojournColumns.Certificate with { OnlyInFile = true }, SojournColumns.Ended,
        ],
        Filters = [SojournColumns.ByName, SojournColumns.ByOutflow, SojournColumns.ByPlace, SojournColumns.ByDeparture],
        Choice = "s.id::text",
        Roster = new("outflow", Access.Home),
        Bulk = [new("care", "/Care/Record", "who", Access.Sides)],
        Sort = "-departed",
    };
}
