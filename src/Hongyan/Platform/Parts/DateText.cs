using System.Globalization;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>A day as the reader's language writes it: 2026-03-05, or 5 Mar 2026.</summary>
[HtmlTargetElement("date-text", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DateText : TagHelper
{
    public DateOnly? Value { get; set; }

    public static string Of(DateOnly day) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == TextBook.Chinese
            ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (Value is not { } day)
        {
            output.TagName = "span";
            output.Content.SetContent("—");
            return;
        }
        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        output.Content.SetContent(Of(day));
    }
}
