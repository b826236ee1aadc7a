using System.Text;

namespace Hongyan.Documents;

/// <summary>A document for the terminal.</summary>
internal static class PlainText
{
    public static string Write(Document document)
    {
        var text = new StringBuilder().AppendLine(document.Title);
        if (document.Subtitle is { } subtitle) text.AppendLine(subtitle);
        foreach (var block in document.Blocks)
            Append(text.AppendLine(), block);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Block block)
    {
        switch (block)
        {
            case Heading heading:
                text.AppendLine(heading.Text);
                break;
            case Paragraph paragraph:
                text.AppendLine(paragraph.Text);
                break;
            case Salutation salutation:
                text.AppendLine(salutation.Text);
                break;
            case PartTitle title:
                text.AppendLine(title.Text);
                break;
            case SideLine line:
                text.AppendLine(line.Text);
                break;
            case CutLine cut:
                text.AppendLine(cut.Text);
                break;
            case Checklist list:
                foreach (var item in list.Items) text.Append("[ ] ").AppendLine(item);
                break;
            case Table table:
                text.AppendLine(table.Caption);
                foreach (var row in table.Rows.Prepend(table.Columns)) Append(text.Append("  "), row);
                break;
            case Listing listing:
                Append(text, listing.Columns.Select(column => column.Title));
                foreach (var row in listing.Rows) Append(text, row.Select(Cells.Text));
                break;
            case FormGrid form:
                foreach (var row in form.Rows) Append(text, row.Cells.SelectMany(cell => cell.Closing.Prepend(cell.Text)));
                break;
            case Signature signature:
                text.AppendLine(signature.Name).AppendLine(signature.Date);
                break;
        }
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) => text.AppendJoin('\t', cells).AppendLine();
}
