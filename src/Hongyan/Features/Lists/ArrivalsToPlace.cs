using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>Members who reported in and have to be verified and placed.</summary>
internal static class ArrivalsToPlace
{
    public static readonly PeopleList List = new("arrivals")
    {
        From = SojournColumns.OfDuties,
        Where = $"d.kind = 'verify-and-place' and {SojournColumns.Owed} and {SojournColumns.AtHost}",
        Keys = ["d.owner_id", "d.id"],
        Columns =
        [
            SojournColumns.Member, SojournColumns.Branch with { Name = "home" }, SojournColumns.Host with { Name = "named" }, SojournColumns.Employer,
            new("reported-in", "d.opens_on", Show.Day),
            new("waits-for", "d.owed_by", Show.Coded) { Words = ("Duties", "party.") }, SojournColumns.Due,
            SojournColumns.Sex, SojournColumns.Phone, SojournColumns.Certificate with { OnlyInFile = true },
        ],
        Filters =
        [
            SojournColumns.ByName, SojournColumns.ByUrgency,
            new ChoiceFilter("waits-for", ("", ""), ("host-committee", "d.owed_by = 'host-committee'"), ("host-branch", "d.owed_by = 'host-branch'"))
            {
                Words = ("Duties", "party."),
            },
        ],
        Sort = "due",
        Bulk = [new("name-branch", "/Reception/Place", Policy: Access.Clerk)],
    };
}
