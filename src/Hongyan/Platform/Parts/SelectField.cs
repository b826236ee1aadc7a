using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>One of a list. Without a value, and always for an optional field, the list begins with an empty choice.</summary>
[HtmlTargetElement("select-field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class SelectField(Texts texts) : FieldPart(texts)
{
    private readonly string choose = texts["choose"];

    public required IEnumerable<SelectListItem> Options { get; set; }

    private bool MustChoose { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        MustChoose = output.Attributes.ContainsName("required");
        base.Process(context, output);
    }

    protected override TagBuilder Control()
    {
        var select = new TagBuilder("select");
        select.AddCssClass("form-select");
        var options = Options.ToList();
        var chosen = string.IsNullOrEmpty(Value) ? options.Find(option => option.Selected)?.Value : Value;
        if ((chosen is null || !MustChoose) && options.TrueForAll(option => !string.IsNullOrEmpty(option.Value)))
            select.InnerHtml.AppendHtml(Option("", choose, chosen is null));
        foreach (var option in options)
            select.InnerHtml.AppendHtml(Option(option.Value ?? option.Text, option.Text, (option.Value ?? option.Text) == chosen));
        return select;
    }

    private static TagBuilder Option(string value, string text, bool chosen)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = value;
        if (chosen) option.Attributes["selected"] = "selected";
        option.InnerHtml.Append(text);
        return option;
    }
}
