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
        return roster.Sheet.Rows.Where(row => row.Number > roster.HeaderRow && IsData(roster, row, captions.Contains(row.Number)));
    }

    private static bool IsData(Roster roster, SheetRow row, bool merged)
    {
        var filled = row.Cells.Where(cell => !cell.IsBlank).ToList();
        if (filled.Count == 0 || (merged && filled.Count == 1)) return false;
        if (Fields.Of(roster.Kind).All(field => row[roster.ColumnOf(field.Key)].IsBlank)) return false;
        return !IsClosing(roster, row, Heading.Bare(filled[0].Text)) && !IsHeader(roster, row);
    }

    private static bool IsClosing(Roster roster, SheetRow row, string first)
    {
        // A member without a name but with a number is a mistake to report, not a line below the table.
        if (row[roster.ColumnOf(Fields.IdNumber)].Text.Trim().Length >= ShortestNumber) return false;
        return Total().IsMatch(first) || Signature().IsMatch(first);
    }

    private static bool IsHeader(Roster roster, SheetRow row)
    {
        var same = roster.Headings.Count(heading => heading.Label.Length > 0 && Heading.Bare(row[heading.Column].Text) == Heading.Bare(heading.Label));
        return same >= 2 && same * 2 >= row.Cells.Count(cell => !cell.IsBlank);
    }

    [GeneratedRegex(@"\A(合计|总计|小计|共计|累计|总人数|合计人数|本页合计)([0-9]+人?)?\z")]
    private static partial Regex Total();

    [GeneratedRegex(@"\A(填表|制表|填报|审核|审批|报送|经办|单位负责|负责|联系|上报|单位盖章|党组织盖章|盖章|签字|签名|党委书记|支部书记|书记签|填写说明|注|说明|注意|备注|年月日)")]
    private static partial Regex Signature();
}
