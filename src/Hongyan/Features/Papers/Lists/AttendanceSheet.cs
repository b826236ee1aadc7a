using System.Globalization;
using Hongyan.Data;
using Hongyan.Documents;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Papers.Lists;

/// <summary>Who took part in what in a period: a column an occasion, or a month where there are too many for a sheet.</summary>
internal sealed class AttendanceSheet() : ListPaper("attendance")
{
    private const int MostOccasions = 14;

    public override bool HasPeriod => true;

    public override async Task<Sheet> MakeAsync(DocumentContext context, Asked asked, CancellationToken cancellation)
    {
        var words = context.Words;
        var (first, last) = (asked.Period.First, asked.Period.Last);
        var here = context.Between(first, last, asked.Organization);
        var occasions = await OccasionsAsync(context.Db, here, first, last, cancellation);
        var stays = new SojournPaperReading(context.Db).ReadAsync(here, ["organized-life"], cancellation);
        return Sheet(words, asked, stays,
        [
            new(words["column.name"], 9, stay => stay.Member.Name),
            new(words["column.home"], 18, stay => words.Home(stay.Home)),
            new(words["column.host"], 18, stay => stay.HostName),
            .. occasions.Count <= MostOccasions ? occasions.Select(occasion => Occasion(words, occasion)) : Months(words, first, last),
            new(words["column.times"], 7, stay => Life(stay).Count(), ColumnKind.Number),
            new(words["column.remark"], 12, _ => null),
        ]);

        IEnumerable<OrganizedLife> Life(SojournOnPaper stay) => stay.All<OrganizedLife>().Where(life => life.On >= first && life.On <= last);
    }

    private static async Task<List<(DateOnly On, string? Kind)>> OccasionsAsync(
        HongyanDb db, IQueryable<Sojourn> stays, DateOnly first, DateOnly last, CancellationToken cancellation)
    {
        var days = await db.Records.AsNoTracking()
            .Where(record => record.Type == "organized-life" && record.OnDate >= first && record.OnDate <= last)
            .Where(record => stays.Any(stay => stay.MemberId == record.OwnerId && stay.Id == record.CaseId))
            .Select(record => record.OnDate).Distinct().OrderBy(day => day).Take(MostOccasions + 1).ToListAsync(cancellation);
        if (days.Count > MostOccasions) return [.. days.Select(day => (day, default(string?)))];
        var found = await db.Records.AsNoTracking()
            .Where(record => record.Type == "organized-life" && days.Contains(record.OnDate))
            .Where(record => stays.Any(stay => stay.MemberId == record.OwnerId && stay.Id == record.CaseId))
            .Select(record => new { record.OnDate, record.Data }).ToListAsync(cancellation);
        return [.. found.Select(one => (one.OnDate, ((OrganizedLife)EventJson.Read(one.Data)).Kind)).Distinct().OrderBy(one => one.OnDate)];
    }

    private static Said<SojournOnPaper> Occasion(Words words, (DateOnly On, string? Kind) occasion) => new(
        string.Create(CultureInfo.InvariantCulture, $"{occasion.On:MM-dd} {words.Choice("kind", occasion.Kind)}"),
        12,
        stay => stay.All<OrganizedLife>().Any(life => life.On == occasion.On && life.Kind == occasion.Kind) ? words["tick"] : null,
        ColumnKind.Number);

    private static IEnumerable<Said<SojournOnPaper>> Months(Words words, DateOnly first, DateOnly last)
    {
        for (var month = first; month <= last; month = month.AddMonths(1))
        {
            var (from, to) = (month, month.AddMonths(1));
            yield return new(words["column.month", month.Month], 6,
                stay => stay.All<OrganizedLife>().Count(life => life.On >= from && life.On < to), ColumnKind.Number);
        }
    }
}
