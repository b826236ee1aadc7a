namespace Hongyan.Features.Lists;

/// <summary>Certificates that the branch has to hand to their members.</summary>
internal static class CertificatesToIssue
{
    public static readonly PeopleList List = new("issue")
    {
        From = Stays.OfDuties,
        Where = $"d.kind = 'issue-certificate' and {Stays.Owed} and {Stays.AtHome}",
        Keys = ["d.member_id", "d.id"],
        Columns =
        [
            Stays.Member, Stays.Branch, Stays.Destination, Stays.Departed, Stays.LastOf("sealed", "certificate-sealed"), Stays.Due,
            Stays.Sex, Stays.Phone, Stays.Contact,
        ],
        Filters =
        [
            Stays.ByName, Stays.ByUrgency,
            new ChoiceFilter("sealed", ("", ""), ("yes", Stays.Has("certificate-sealed")), ("no", "not " + Stays.Has("certificate-sealed"))),
        ],
        Sort = "due",
    };
}
