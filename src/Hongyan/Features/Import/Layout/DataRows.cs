using System.Text.RegularExpressions;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;

namespace Hongyan.Features.Import.Layout;

/// <summary>Which rows under the header are data: not totals, signatures, footnotes, repeated headers, captions, numbered or prefilled empty lines.</summary>
internal static partial class DataRows
{
    private const int CaptionColumns = 3;
    private const int ShortestNumber = 10;

    // What a template fills in before anybody is written into it.
    private static readonly string[] Prefilled = [Fields.Branch, Fields.Home, Fields.Sex];

    public static IEnumerable<SheetRow> Of(RosterTable table)
    {
        var captions = table.Sheet.Merges
            .Where(merge => merge.FirstRow == merge.LastRow && merge.LastColumn - merge.FirstColumn + 1 >= CaptionColumns)
            .ToLookup(merge => merge.FirstRow);
        List<int> columns = [.. table.Fields.Select(field => table.ColumnOf(field.Key)).Where(column => column >= 0)];
        List<int> typed = [.. table.Fields
            .Where(field => !Prefilled.Contains(field.Key))
            .Select(field => table.ColumnOf(field.Key))
            .Where(column => column >= 0)];
        List<(int, string)> labels = [.. table.Headings
            .Where(heading => heading.Label.Length > 0)
            .Select(heading => (heading.Column, Heading.Bare(heading.Label)))];
        return table.Sheet.Rows.Where(row => row.Number > table.HeaderRow && row.Number <= table.LastRow && columns.Exists(column => !row[column].IsBlank)
            && !(captions.Contains(row.Number) && row.Filled == 1) && !IsClosing(table, row) && !IsEmptyTemplate(table, row, typed)
            && !IsHeader(row, labels));
    }

    private static bool IsClosing(RosterTable table, SheetRow row)
    {
        // A member without a name but with a number is a mistake to report, not a line below the table.
        if (row[table.ColumnOf(Fields.IdNumber)].Text.Trim().Length >= ShortestNumber) return false;
        var text = Array.Find(row.Cells, cell => !cell.IsBlank).Text;
        var first = Heading.Bare(text);
        return Total().IsMatch(first) || Signature().IsMatch(first) || (row.Filled <= 2 && Footnote().IsMatch(text.Trim()));
    }

    /// <summary>Neither name nor number, and nothing that somebody typed but the branch.</summary>
    private static bool IsEmptyTemplate(RosterTable table, SheetRow row, List<int> typed) =>
        table.Kind is not (ImportKind.Organizations or ImportKind.Outside) && row[table.ColumnOf(Fields.Name)].Text.AsSpan().Trim().IsEmpty
            && row[table.ColumnOf(Fields.IdNumber)].Text.AsSpan().Trim().IsEmpty
        && !typed.Exists(column => row[column].IsTyped && !KnownWords.IsBlank(row[column].Text.Trim()));

    private static bool IsHeader(SheetRow row, List<(int Column, string Label)> labels)
    {
        var needed = Math.Max(2, (row.Filled + 1) / 2);
        for (var (place, same) = (0, 0); same + labels.Count - place >= needed; place++)
        {
            if (Heading.Bare(row[labels[place].Column].Text) == labels[place].Label && ++same == needed) return true;
        }
        return false;
    }

    [GeneratedRegex(@"\A(合计|总计|小计|共计|累计|总人数|合计人数|本页合计)([0-9]+人?)?\z")]
    private static partial Regex Total();

    [GeneratedRegex(@"\A(填表|制表|填报|审核|审批|报送|经办|单位负责|负责|联系|上报|单位盖章|党组织盖章|盖章|签字|签名|党委书记|支部书记|书记签|填写说明|注|说明|注意|备注|年月日)")]
    private static partial Regex Signature();

    // 2.返回后请填返回时间。 日期：2026年11月30日
    [GeneratedRegex(@"\A[(（]?[0-9一二三四五六七八九十]+[)）.．、].*[\u4E00-\u9FFF]{4}|\A[^0-9]{1,8}[:：]|。\z")]
    private static partial Regex Footnote();
}
