using System.Runtime.CompilerServices;
using Hongyan.Documents;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using SheetColumn = Hongyan.Documents.Column;

namespace Hongyan.Features.Lists;

/// <summary>A list as a spreadsheet: the rows that were asked in the order that was asked, with all columns.</summary>
internal static class ListSheet
{
    private const double WidthOfDay = 12;
    private const double WidthOfText = 18;

    public static XlsxFile File(ListQuery query, Asked asked, string? by, DateOnly today, Texts texts)
    {
        var title = texts[$"list.{asked.List.Name}"];
        var sheet = new Sheet(title, [.. asked.List.Columns.Select(column => Heading(column, texts))], RowsAsync(query, asked, texts, CancellationToken.None))
        {
            Subtitle = texts["made", by, DateText.Of(today)],
        };
        return new XlsxFile(sheet, $"{title} {DateText.Of(today)}");
    }

    private static SheetColumn Heading(Column column, Texts texts) => column.As switch
    {
        Show.Day or Show.DueDay => new(texts["column." + column.Name], ColumnKind.Date, WidthOfDay),
        Show.Count or Show.BadCount => new(texts["column." + column.Name], ColumnKind.Number, WidthOfDay),
        _ => new(texts["column." + column.Name], ColumnKind.Text, WidthOfText),
    };

    private static async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        ListQuery query, Asked asked, Texts texts, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var columns = asked.List.Columns;
        await foreach (var row in query.AllAsync(asked, columns, cancellation))
            yield return [.. row.Values.Select((value, place) => columns[place].As switch
            {
                Show.Coded => columns[place].InWords(value as string, texts),
                Show.Home when value is string home => HomeName.Of(home, texts),
                _ => value,
            })];
    }
}
