using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Lists;

/// <summary>
/// Who went or came and is not yet said to be keyed in to the national member information system, with what is to be typed there: home keys in
/// who is away, the host whom it has placed.
/// </summary>
internal sealed class NationalEntry() : ListPaper("national-entry")
{
    private static readonly string[] Types = ["departure-reported", "reported-in", "placed", "registered-nationally", "not-national"];

    public override bool HasNumbers => true;

    public override async Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var branches = await BranchNames.LoadAsync(context, asked.Organization, cancellation);
        var reading = new SojournPaperReading(context.Db);
        var away = reading.ReadAsync(context.AwayOn(asked.On, asked.Organization), Types, cancellation).Select(stay => new Line(stay, Side.Home));
        var here = reading.ReadAsync(context.HereOn(asked.On, asked.Organization).Where(stay => stay.State == "placed"), Types, cancellation)
            .Select(stay => new Line(stay, Side.Host));
        return Sheet(words, asked, away.Concat(here).Where(line => !line.IsSettled),
        [
            new(words["column.direction"], 7, line => words["direction." + (line.Side == Side.Home ? "out" : "in")]),
            new(words["column.name"], 9, line => line.Stay.Member.Name),
            new(words["column.sex"], 5, line => words["sex." + line.Stay.Member.Sex]),
            new(words["column.born"], 11, line => line.Stay.Member.Born, ColumnKind.Date),
            .. asked.WithNumbers ? [new Said<Line>(words["column.id"], 20, line => context.WholeNumberOf(line.Stay.Member))] : Array.Empty<Said<Line>>(),
            new(words["column.home"], 20, line => line.Side == Side.Home ? branches.Of(line.Stay.Home) : words.Home(line.Stay.Home)),
            new(words["column.departed"], 11, line => line.Stay.Sojourn.DepartedOn, ColumnKind.Date),
            new(words["column.host"], 20, line => line.Side == Side.Host ? branches.Of(line.Stay.Host!) : line.Stay.HostName),
            new(words["column.destination"], 20, line => line.Stay.Sojourn.Destination),
            new(words["column.reason"], 9, line => words.Reason(line.Stay.Sojourn.Reason)),
            new(words["column.employer"], 16, line => line.Stay.Sojourn.Employer),
            new(words["column.phone"], 13, line => line.Stay.Member.Phone),
            new(words["column.certificate"], 13, line => line.Stay.Sojourn.CertificateNumber),
        ]);
    }

    private sealed record Line(SojournOnPaper Stay, Side Side)
    {
        public bool IsSettled => Stay.All<RegisteredNationally>().Any(one => one.By == Side) || Stay.All<NotNational>().Any(one => one.By == Side);
    }
}
