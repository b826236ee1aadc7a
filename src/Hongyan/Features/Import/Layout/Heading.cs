using System.Text;
using System.Text.RegularExpressions;
using Hongyan.Platform;

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
        var label = Named(Label);
        if (label.Length == 0) return null;
        if (Group is null || Bare(Group) is not { Length: > 0 } group) return Called(label);
        return Called(group + label) ?? (Others.Any(group.Contains) ? null : Called(label));

        Field? Called(string heading) => fields.FirstOrDefault(field => field.IsCalled(heading));
    }

    /// <summary>Without spaces, asterisks, colons and remarks in brackets: "* 身份证 号码（18位）" is 身份证号码.</summary>
    public static string Bare(string text) =>
        IsBare(text) ? text : Decoration().Replace(Bracketed().Replace(text.Normalize(NormalizationForm.FormKC), ""), "");

    /// <summary>
    /// What a heading names: a questionnaire numbers its questions, speaks to whoever answers and says what must be filled in, as in 3、您的姓名（必填）*.
    /// </summary>
    public static string Named(string text)
    {
        var label = Bare(Numbered().Replace(Plain.Compatible(text), ""));
        var asked = Asked().Replace(label, "");
        return asked.Length > 0 ? asked : label;
    }

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

    [GeneratedRegex(@"\A\s*[*＊]?\s*(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3}[、.．)）])[、.．)）:：]?\s*(?=\S)")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\A(?:必填|选填)?(?:请填写|请输入)?(?:您的|你的|您|本人的)?|(?:必填|选填|必填项)\z")]
    private static partial Regex Asked();

    [GeneratedRegex(@"[(\[【][^)\]】]*[)\]】]")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[\s*:、/_\-\u200B-\u200F\uFEFF]")]
    private static partial Regex Decoration();
}
