using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>
/// Label, hint, control and error of one form field, tied together for screen readers. Attributes that the part does not know
/// (required, autocomplete, inputmode, min …) go to the control; maxlength does not: a text is counted, never cut.
/// </summary>
public abstract class FieldPart(Texts texts) : TagHelper
{
    [HtmlAttributeName("for")]
    public required ModelExpression For { get; set; }

    public string? Label { get; set; }

    /// <summary>Under which name it is sent, where that is not where its value is found.</summary>
    public string? As { get; set; }

    /// <summary>Asked for when something else is chosen: not marked as optional, and the browser does not insist on it.</summary>
    public bool IsNeeded { get; set; }

    /// <summary>Nothing and an empty text are the same: no hint.</summary>
    public string? Hint
    {
        get;
        set => field = string.IsNullOrEmpty(value) ? null : value;
    }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    protected string Name => As ?? ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);

    protected string Id => IdOf(Name);

    /// <summary>What was sent, so that wrong input is not lost; else the model's value.</summary>
    protected string? Value => Entry?.AttemptedValue ?? Format(For.Model);

    private ModelStateEntry? Entry => ViewContext.ModelState.TryGetValue(Name, out var entry) ? entry : null;

    internal static string IdOf(string name) => TagBuilder.CreateSanitizedId(name, "_");

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        FieldLabels.Of(ViewContext)[Name] = Label ?? Name;
        var control = Control();
        foreach (var attribute in output.Attributes)
            control.MergeAttribute(attribute.Name, attribute.Value?.ToString() ?? attribute.Name, replaceExisting: true);
        output.Attributes.Clear();
        var longest = LongestOf(control);
        var error = longest is { } most && TypedText.TooLong(Value, most) is { } tooLong ? tooLong : Entry?.Errors.FirstOrDefault()?.ErrorMessage;
        control.MergeAttribute("id", Id, replaceExisting: true);
        control.MergeAttribute("name", Name, replaceExisting: true);
        var describedBy = string.Join(' ',
            new[] { Hint is null ? null : Id + "_hint", error is null ? null : Id + "_error", longest is null ? null : Id + "_count" }.OfType<string>());
        if (describedBy.Length > 0) control.Attributes["aria-describedby"] = describedBy;
        if (error is not null)
        {
            control.AddCssClass("is-invalid");
            control.Attributes["aria-invalid"] = "true";
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "mb-3 field");
        output.Content.AppendHtml(LabelOf(optional: !IsNeeded && !For.Metadata.IsRequired && !control.Attributes.ContainsKey("required")));
        if (Hint is not null) output.Content.AppendHtml(Line("form-hint", "_hint", Hint));
        output.Content.AppendHtml(control);
        if (longest is not null) output.Content.AppendHtml(Count(longest.Value));
        if (error is not null) output.Content.AppendHtml(Line("invalid-feedback", "_error", error));
    }

    /// <summary>How long the text may be. Only passwords and one-time codes keep the browser's limit.</summary>
    private static int? LongestOf(TagBuilder control)
    {
        if (control.Attributes.GetValueOrDefault("type") == "password" || control.Attributes.GetValueOrDefault("autocomplete") == "one-time-code") return null;
        if (!control.Attributes.Remove("maxlength", out var text) || !int.TryParse(text, CultureInfo.InvariantCulture, out var longest)) return null;
        control.Attributes["data-longest"] = text;
        return longest;
    }

    /// <summary>Of several lines always shown, of one line when there is little room left; the script counts.</summary>
    private TagBuilder Count(int longest)
    {
        var count = Line("form-hint count", "_count", texts["count.most", longest]);
        count.Attributes["data-left"] = texts["count.left"];
        count.Attributes["data-over"] = texts["count.over"];
        if (!HasLines) count.Attributes["hidden"] = "hidden";
        return count;
    }

    /// <summary>Whether it takes several lines.</summary>
    protected virtual bool HasLines => false;

    protected abstract TagBuilder Control();

    private TagBuilder LabelOf(bool optional)
    {
        var label = new TagBuilder("label");
        label.AddCssClass("form-label");
        label.Attributes["for"] = Id;
        label.InnerHtml.Append(Label ?? Name);
        if (!optional) return label;
        var mark = new TagBuilder("span");
        mark.AddCssClass("form-label-description");
        mark.InnerHtml.Append(texts["optional"]);
        label.InnerHtml.AppendHtml(mark);
        return label;
    }

    private TagBuilder Line(string css, string suffix, string text)
    {
        var line = new TagBuilder("div");
        line.AddCssClass(css);
        line.Attributes["id"] = Id + suffix;
        line.InnerHtml.Append(text);
        return line;
    }

    private static string? Format(object? value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value?.ToString(),
    };
}
