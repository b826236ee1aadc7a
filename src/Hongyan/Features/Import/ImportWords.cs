using System.Globalization;
using System.Text.RegularExpressions;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Rules.Identity;

namespace Hongyan.Features.Import;

/// <summary>Says problems and refusals in the language of the reader.</summary>
internal static partial class ImportWords
{
    public static string Of(Problem problem) => Say(problem.TextKey, problem.Arguments);

    public static string Of(UnreadableFile refusal) => Say("refused." + refusal.Code, refusal.Arguments);

    /// <summary>What was not read, and where it stands.</summary>
    public static string Of(Unread unread) => Say("unread." + unread.What, unread.Where.Count, unread.Rows, unread.Places("、"));

    public static string Of(Remark remark) => Say("remark." + remark.What, remark.Arguments);

    public static string Say(string key, params object[] arguments) =>
        string.Format(CultureInfo.CurrentCulture, TextBook.Whole.Find("Import", key) ?? key, arguments);

    /// <summary>Text of a file for a page: whatever looks like an ID number is masked, in whichever column it stands.</summary>
    public static string WithoutNumbers(string text) =>
        LongNumber().Replace(text.Normalize(System.Text.NormalizationForm.FormKC), match => IdNumber.Mask(match.Value));

    [GeneratedRegex("[0-9]{14,}[0-9Xx]?")]
    private static partial Regex LongNumber();
}
