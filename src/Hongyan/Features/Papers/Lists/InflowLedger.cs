using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Lists;

/// <summary>The ledger of the host: who came from elsewhere, what it needs to know of him, and whom to ask at home.</summary>
internal sealed class InflowLedger() : ListPaper("ledger-inflow")
{
    private static readonly string[] Types = ["reported-in", "placed", "contact-person-named", "organized-life", "dues-paid"];

    public override Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var stays = new SojournPaperReading(context.Db).ReadAsync(context.HereOn(asked.On, asked.Organization), Types, cancellation);
        return Task.FromResult(Sheet(words, asked, stays,
            new(words["column.name"], 9, stay => stay.Member.Name),
            new(words["column.sex"], 5, stay => words["sex." + stay.Member.Sex]),
            new(words["column.born"], 11, stay => stay.Member.Born, ColumnKind.Date),
            new(words["column.status"], 9, stay => words["status." + stay.Member.Status]),
            new(words["column.phone"], 13, stay => stay.Member.Phone),
            new(words["column.employer"], 16, stay => stay.Sojourn.Employer),
            new(words["column.reason"], 8, stay => words.Reason(stay.Sojourn.Reason)),
            new(words["column.certificate"], 12, stay => stay.Sojourn.CertificateNumber),
            new(words["column.arrived"], 11, stay => stay.ArrivedOn, ColumnKind.Date),
            new(words["column.host-branch"], 18, stay => stay.HostName),
            new(words["column.host-contact"], 11, stay => stay.ContactOf(Side.Host)),
            new(words["column.home"], 18, stay => words.Home(stay.Home)),
            new(words["column.home-contact"], 11, stay => stay.ContactOf(Side.Home)),
            new(words["column.home-phone"], 13, stay => stay.HomePhone),
            new(words["column.last-life"], 11, stay => stay.Last<OrganizedLife>()?.On, ColumnKind.Date),
            new(words["column.state"], 8, stay => words["state." + stay.Sojourn.State])));
    }
}
