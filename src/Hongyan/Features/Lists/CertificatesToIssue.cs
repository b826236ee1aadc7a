namespace Hongyan.Features.Lists;

/// <summary>Certificates that the branch has to hand to their members.</summary>
internal static class CertificatesToIssue
{
    public static readonly PeopleList List = new("issue")
    {
        From = SojournColumns.OfDuties,
        Where = $"d.kind = 'issue-certificate' and {SojournColumns.Owed} and {SojournColumns.AtHome}",
        Keys = ["d.owner_id", "d.id"],
        Columns =
        [
            SojournColumns.Member, SojournColumns.Branch, SojournColumns.Destination, SojournColumns.Departed,
            SojournColumns.LastOf("sealed", "certificate-sealed"), SojournColumns.Due,
            SojournColumns.Sex, SojournColumns.Phone, SojournColumns.Contact,
        ],
        Filters =
        [
            SojournColumns.ByName, SojournColumns.ByUrgency,
            new ChoiceFilter("sealed", ("", ""), ("yes", SojournColumns.Has("certificate-sealed")), ("no", "not " + SojournColumns.Has("certificate-sealed"))),
        ],
        Sort = "due",
    };
}
