using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>One line of text, a date, a number, a password or a file; which one follows from the property unless type says it.</summary>
[HtmlTargetElement("field", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Field(Texts texts) : FieldPart(texts)
{
    public string? Type { get; set; }

    protected override TagBuilder Control()
    {
        var type = Type ?? TypeOf(For.Metadata.UnderlyingOrModelType);
        var input = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        input.AddCssClass("form-control");
        input.Attributes["type"] = type;
        if (type == "number") input.Attributes["inputmode"] = "numeric";
        if (type is not ("password" or "file") && Value is { } value) input.Attributes["value"] = value;
        return input;
    }

    private static string TypeOf(Type type) =>
        type == typeof(DateOnly) ? "date"
        : type == typeof(int) || type == typeof(decimal) ? "number"
        : typeof(IFormFile).IsAssignableFrom(type) ? "file"
        : "text";
}
