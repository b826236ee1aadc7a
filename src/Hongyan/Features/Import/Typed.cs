using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;

namespace Hongyan.Features.Import;

/// <summary>One value of a form, under the field of the importer that it fills.</summary>
internal sealed record TypedValue(string Field, string Label, string? Text);

/// <summary>What is typed on a page is judged as a roster of one row, so that a person is the same however he came in.</summary>
internal static class Typed
{
    private const int HeaderRow = 1, DataRow = 2;

    public static Roster Row(string kind, IReadOnlyList<TypedValue> values)
    {
        List<Heading> headings = [.. values.Select((value, column) => new Heading(column, value.Label))];
        var sheet = new Sheet("",
        [
            new SheetRow(HeaderRow, [.. values.Select(value => new Cell(value.Label))]),
            new SheetRow(DataRow, [.. values.Select(value => new Cell(value.Text ?? ""))]),
        ], []);
        var columns = values.Select((value, column) => (value.Field, column)).ToDictionary(one => one.Field, one => one.column);
        return new Roster([new RosterTable(kind, Fields.Of(kind), sheet, [HeaderRow], headings, columns, DataRow, isTyped: true)], [], ReadingScope.Usual, []);
    }

    /// <summary>What is wrong, by field. A telephone that a file may keep as it is written is wrong where somebody can put it right at once.</summary>
    public static IEnumerable<(string Field, string Code, string Sentence)> Wrong(Roster typed, IEnumerable<Problem> problems, Texts texts)
    {
        var words = texts.For("Import");
        var fields = typed.Main.Columns.ToDictionary(one => one.Value, one => one.Key);
        return problems.Where(problem => problem.Severity == Severity.Reject || problem.Code == ProblemCode.PhoneFormat)
            .Select(problem => (fields.GetValueOrDefault(problem.Column, Fields.Name), problem.Code,
                problem.Code == ProblemCode.PhoneFormat ? texts.For("Records")["invalid.phone"] : words[problem.TextKey, problem.Arguments]));
    }
}
