using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>The day by which something is due, and how far off that is: red when it is over, orange within a fortnight.</summary>
[HtmlTargetElement("due-date", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DueDate(Texts texts, TimeProvider clock) : TagHelper
{
    private const int SoonDays = 14;

    public DateOnly Value { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var days = Value.DayNumber - ChinaDate.Today(clock).DayNumber;
        var (colour, text) = days switch
        {
            < 0 => ("red", texts["due.past", -days]),
            0 => ("orange", texts["due.today"]),
            <= SoonDays => ("orange", texts["due.in", days]),
            _ => ("secondary", texts["due.in", days]),
        };
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "due due-" + colour);
        output.Content.AppendHtml($"""<time datetime="{Value:O}">{DateText.Of(Value)}</time> <span>""").Append(text).AppendHtml("</span>");
    }
}
