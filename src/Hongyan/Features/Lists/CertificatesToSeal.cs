using Hongyan.Platform;

namespace Hongyan.Features.Lists;

/// <summary>Certificates that wait for the committee's seal.</summary>
internal static class CertificatesToSeal
{
    public static readonly PeopleList List = new("seal")
    {
        From = Stays.OfDuties,
        Where = $"d.kind = 'seal-certificate' and {Stays.Owed} and {Stays.AtHome}",
        Keys = ["d.member_id", "d.id"],
        Columns =
        [
            Stays.Member, Stays.Branch, Stays.Destination, new("reported", "d.opens_on", Show.Day), Stays.Departed, Stays.Due,
            Stays.Sex, Stays.Phone, Stays.Contact,
        ],
        Filters = [Stays.ByName, Stays.ByUrgency, Stays.ByDeparture],
        Sort = "due",
        Bulk = [new("seal", "/Certificates/Seal", Policy: Access.Clerk)],
    };
}
