using System.Text.RegularExpressions;
using Hongyan.Features.Import.Reading;

namespace Hongyan.Features.Import.Layout;

/// <summary>Which rows under the header are data: not totals, signatures, repeated headers, captions, or numbered empty lines.</summary>
internal static partial class DataRows
{
    private const int CaptionColumns = 3;
    private const int ShortestNumber = 10;

    public static IEnumerable<SheetRow> Of(Roster roster)
    {
        var captions = roster.Sheet.Merges
            .Where(merge => merge.FirstRow == merge.LastRow && merge.LastColumn - merge.FirstColumn + 1 >= CaptionColumns)
            .ToLookup(merge => merge.FirstRow);
        List<int> columns = [.. Fields.Of(roster.Kind).Select(field => roster.ColumnOf(field.Key)).Where(column => column >= 0)];
        List<(int, string)> labels = [.. roster.Headings.Where(heading => heading.Label.Length > 0).Select(heading => (heading.Column, Heading.Bare(heading.Label)))];
        return roster.Sheet.Rows.Where(row => row.Number > roster.HeaderRow && columns.Exists(column => !row[column].IsBlank)
            && !(captions.Contains(row.Number) && row.Filled == 1) && !IsClosing(roster, row) && !IsHeader(row, labels));
    }

    private static bool IsClosing(Roster roster, SheetRow row)
    {
        // A member without a name but with a number is a mistake to report, not a line below the table.
        if (row[roster.ColumnOf(Fields.IdNumber)].Text.Trim().Length >= ShortestNumber) return false;
        var first = Heading.Bare(Array.Find(row.Cells, cell => !cell.IsBlank).Text);
        return Total().IsMatch(first) || Signature().IsMatch(first);
    }

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
}
