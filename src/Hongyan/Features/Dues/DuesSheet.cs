using System.Globalization;
using Hongyan.Documents;
using Hongyan.Platform;

namespace Hongyan.Features.Dues;

/// <summary>The register as a sheet: a line for each stay, a column for each month.</summary>
internal sealed class DuesSheet(Texts words, int year)
{
    private const int MonthsOfYear = 12;

    public Sheet Of(string title, string day, IAsyncEnumerable<DuesLine> lines) => new(title,
        [
            new(words["name"], Width: 10), new(words["home"], Width: 20), new(words["host"], Width: 20), new(words["category"], Width: 14),
            new(words["base"], ColumnKind.Money, 11), new(words["monthly"], ColumnKind.Money, 9),
            .. Enumerable.Range(1, MonthsOfYear).Select(month => new Column(words["month.short", month], Width: 6)),
            new(words["paid.year", year], ColumnKind.Money, 12), new(words["arrears"], ColumnKind.Money, 10),
        ],
        RowsAsync(lines))
    {
        Subtitle = words["register.as-of", day],
    };

    /// <summary>A month as the register writes it.</summary>
    public static string MarkOf(Hongyan.Rules.Dues.DuesMonth month, DuesLine line, Texts words, DateOnly? today = null) =>
        line.PaidAtHost.Contains(month.Name) ? words["mark.host"]
        : today is { } day && month.IsInArrears(day) && month.State == Hongyan.Rules.Dues.DuesState.Open ? words["mark.late"]
        : words["mark." + month.State.ToString().ToLower(CultureInfo.InvariantCulture)];

    private string? Said(string category) => category == Hongyan.Rules.Dues.DuesRates.Unsaid ? null : words.For("Records")["choice.category." + category];

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IAsyncEnumerable<DuesLine> lines)
    {
        await foreach (var line in lines)
        {
            yield return
            [
                line.Payer.Member.Name, line.Payer.Home.Shown(words), line.Payer.Host, Said(line.Category), line.Base, line.Monthly,
                .. line.Months.Select(month => (object?)MarkOf(month, line, words)), line.Paid, line.Owed,
            ];
        }
    }
}
