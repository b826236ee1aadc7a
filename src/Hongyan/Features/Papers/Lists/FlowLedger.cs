using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Lists;

/// <summary>The second of the two ledgers: where the members away are and who answers for them.</summary>
internal sealed class FlowLedger() : ListPaper("ledger-flow")
{
    private static readonly string[] Types = ["departure-reported", "reported-in", "placed", "contact-person-named", "contact"];

    public override Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var stays = new SojournPaperReading(context.Db).ReadAsync(context.AwayOn(asked.On, asked.Organization), Types, cancellation);
        return Task.FromResult(Sheet(words, asked, stays,
            new(words["column.name"], 9, stay => stay.Member.Name),
            new(words["column.phone"], 13, stay => stay.Member.Phone),
            new(words["column.home"], 18, stay => stay.Home.Name),
            new(words["column.departed"], 11, stay => stay.Sojourn.DepartedOn, ColumnKind.Date),
            new(words["column.reason"], 8, stay => words.Reason(stay.Sojourn.Reason)),
            new(words["column.destination"], 16, stay => stay.Sojourn.Destination),
            new(words["column.employer"], 15, stay => stay.Sojourn.Employer),
            new(words["column.certificate"], 15, stay => stay.Sojourn.CertificateNumber),
            new(words["column.home-contact"], 11, stay => stay.ContactOf(Side.Home)),
            new(words["column.host"], 18, stay => stay.HostName),
            new(words["column.arrived"], 11, stay => stay.ArrivedOn, ColumnKind.Date),
            new(words["column.host-contact"], 11, stay => stay.ContactOf(Side.Host)),
            new(words["column.host-phone"], 13, stay => stay.Host?.Phone),
            new(words["column.last-contact"], 11, stay => stay.LastContactOn, ColumnKind.Date),
            new(words["column.expected-return"], 11, stay => stay.Last<DepartureReported>()?.ExpectedReturn, ColumnKind.Date),
            new(words["column.state"], 8, stay => words["state." + (stay.Sojourn.LostOn <= asked.On ? "lost" : stay.Sojourn.State)])));
    }
}
