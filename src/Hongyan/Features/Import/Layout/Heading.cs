using System.Text;
using System.Text.RegularExpressions;

namespace Hongyan.Features.Import.Layout;

/// <summary>The heading of one column: what stands over the data, and the group it may stand under.</summary>
internal sealed partial record Heading(int Column, string Label, string? Group = null)
{
    // Under these a heading means somebody or something else than the member himself.
    private static readonly string[] Others = ["家庭", "亲属", "配偶", "子女", "紧急", "联系人", "书记", "介绍人", "流入地", "流入党", "支部"];

    /// <summary>The way a spreadsheet names the column: A, B … AA.</summary>
    public string Letter => LetterOf(Column);

    /// <summary>The field that this heading names, together with its group or by itself.</summary>
    public Field? FieldIn(IReadOnlyList<Field> fields)
    {
        var label = Bare(Label);
        if (label.Length == 0) return null;
        if (Group is null || Bare(Group) is not { Length: > 0 } group) return Named(label);
        return Named(group + label) ?? (Others.Any(group.Contains) ? null : Named(label));

        Field? Named(string heading) => fields.FirstOrDefault(field => field.IsCalled(heading));
    }

    /// <summary>Without spaces, asterisks, colons and remarks in brackets: "* 身份证 号码（18位）" is 身份证号码.</summary>
    public static string Bare(string text) =>
        IsBare(text) ? text : Decoration().Replace(Bracketed().Replace(text.Normalize(NormalizationForm.FormKC), ""), "");

    /// <summary>Ideographs, and letters and digits of half width, are what they are: most cells of a roster have nothing else.</summary>
    private static bool IsBare(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not (>= '\u4E00' and <= '\u9FA5')) return false;
        }
        return true;
    }

    private static string LetterOf(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : LetterOf((column / 26) - 1) + (char)('A' + (column % 26));

    [GeneratedRegex(@"[(\[【][^)\]】]*[)\]】]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[\s*:、/_\-\u200B-\u200F\uFEFF]")]
    private static partial Regex Decoration();
}
