using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>Members who reported in and have to be verified and placed.</summary>
internal static class ArrivalsToPlace
{
    public static readonly PeopleList List = new("arrivals")
    {
        From = Stays.OfDuties,
        Where = $"d.kind = 'verify-and-place' and {Stays.Owed} and {Stays.AtHost}",
        Keys = ["d.member_id", "d.id"],
        Columns =
        [
            Stays.Member, Stays.Branch with { Name = "home" }, Stays.Host with { Name = "named" }, Stays.Employer, new("reported-in", "d.opens_on", Show.Day),
            new("waits-for", "d.owed_by", Show.Coded) { Words = ("Duties", "party.") }, Stays.Due,
            Stays.Sex, Stays.Phone, Stays.Certificate with { OnlyInFile = true },
        ],
        Filters =
        [
            Stays.ByName, Stays.ByUrgency,
            new ChoiceFilter("waits-for", ("", ""), ("host-committee", "d.owed_by = 'host-committee'"), ("host-branch", "d.owed_by = 'host-branch'"))
            {
                Words = ("Duties", "party."),
            },
        ],
        Sort = "due",
        Bulk = [new("name-branch", "/Reception/Place", Policy: Access.Clerk)],
    };
}
