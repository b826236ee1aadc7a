using Hongyan.Documents;
using Hongyan.Features.Papers;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>发文登记簿: the letters of a period by organisation and number; those withdrawn stay in it.</summary>
internal sealed class DispatchRegister() : ListPaper("dispatch-register")
{
    public override bool HasPeriod => true;

    public override Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var (words, period, (lo, hi)) = (context.Words, asked.Period, DocumentContext.Below(asked.Organization));
        var lines = (
            from letter in context.Db.Dispatches.AsNoTracking()
            where letter.OrgPath.CompareTo(lo) >= 0 && letter.OrgPath.CompareTo(hi) < 0 && letter.DraftedOn >= period.First && letter.DraftedOn <= period.Last
            join sender in context.Db.Organizations on letter.OrgPath equals sender.Path
            orderby letter.OrgPath, letter.Year, letter.Number
            select new
            {
                Letter = letter, Sender = sender.Name,
                Person = context.Db.Members.Where(member => member.Id == letter.PersonId).Select(member => member.Name).FirstOrDefault(),
                By = context.Db.Accounts.Where(account => account.Id == letter.SentBy).Select(account => account.DisplayName).FirstOrDefault(),
            }).AsAsyncEnumerable();
        return Task.FromResult(Sheet(words, asked, lines,
            new(words["dispatch.sender"], 20, line => line.Sender),
            new(words["dispatch.number"], 9, line => line.Letter.Numbered),
            new(words["dispatch.drafted"], 11, line => line.Letter.DraftedOn, ColumnKind.Date),
            new(words["dispatch.to"], 24, line => line.Letter.ToName),
            new(words["dispatch.kind"], 12, line => Word("kind." + line.Letter.Kind)),
            new(words["column.name"], 9, line => line.Person),
            new(words["dispatch.people"], 6, line => line.Letter.People, ColumnKind.Number),
            new(words["dispatch.sheets"], 6, line => line.Letter.Sheets, ColumnKind.Number),
            new(words["dispatch.way"], 9, line => line.Letter.Way is { } way ? Word("way." + way) : null),
            new(words["dispatch.tracking"], 14, line => line.Letter.Tracking),
            new(words["dispatch.sent"], 11, line => line.Letter.SentOn, ColumnKind.Date),
            new(words["dispatch.by"], 9, line => line.By),
            new(words["column.state"], 10, line => Word("state." + line.Letter.State)),
            new(words["dispatch.state-on"], 11, line => DispatchState.HasLeft(line.Letter.State) ? line.Letter.StateOn : null, ColumnKind.Date)));

        string? Word(string key) => TextBook.Whole.Find("Dispatches", key, words.Language);
    }
}
