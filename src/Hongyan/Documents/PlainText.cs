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
            case Checklist list:
                foreach (var item in list.Items) text.Append("[ ] ").AppendLine(item);
                break;
            case Table table:
                text.AppendLine(table.Caption);
                foreach (var row in table.Rows.Prepend(table.Columns)) text.Append("  ").AppendJoin('\t', row).AppendLine();
                break;
            case Signature signature:
                text.AppendLine(signature.Name).AppendLine(signature.Date);
                break;
        }
    }
}
