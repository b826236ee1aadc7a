using Hongyan.Documents;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Papers.Lists;

/// <summary>Every talk with every member away in a period; who was not called has an empty line to be written on.</summary>
internal sealed class ContactBook() : ListPaper("contact-book")
{
    private static readonly string[] Types = ["contact", "contact-person-named"];

    public override bool HasPeriod => true;

    public override Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var period = asked.Period;
        var lines = new SojournPaperReading(context.Db).ReadAsync(context.Between(period.First, period.Last, asked.Organization), Types, cancellation)
            .SelectMany(stay => stay.All<Contact>().Where(contact => contact.On >= period.First && contact.On <= period.Last)
                .DefaultIfEmpty().Select(contact => (Stay: stay, Contact: contact)));
        return Task.FromResult(Sheet(words, asked, lines,
            new(words["column.name"], 9, line => line.Stay.Member.Name),
            new(words["column.phone"], 13, line => line.Stay.Member.Phone),
            new(words["column.destination"], 22, line => line.Stay.Sojourn.Destination),
            new(words["column.home-contact"], 14, line => line.Stay.ContactOf(Side.Home)),
            new(words["column.contact-on"], 11, line => line.Contact?.On, ColumnKind.Date),
            new(words["column.side"], 8, line => line.Contact is { } contact ? words[contact.By == Side.Home ? "side.home" : "side.host"] : null),
            new(words["column.means"], 9, line => words.Choice("means", line.Contact?.Means)),
            new(words["column.topic"], 12, line => words.Choices("contact.topics", line.Contact?.Subjects ?? [])),
            new(words["column.reached"], 11, line => line.Contact is { } contact ? words[contact.Reached ? "yes" : "no"] : null),
            new(words["column.remark"], 28, line => line.Contact?.Content ?? line.Contact?.Note)));
    }
}
