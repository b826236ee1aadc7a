using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Records;

/// <summary>Inside a form on a stay: remembers what its reader knew, and tells him what was written since.</summary>
[HtmlTargetElement("meanwhile", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MeanwhilePart(Meanwhile meanwhile, Texts texts) : TagHelper
{
    public Guid Member { get; set; }

    public Guid Sojourn { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        if (meanwhile.Tell(Sojourn) is { Count: > 0 } changes)
            output.Content.AppendHtml(Alert(changes));
        var known = new TagBuilder("input") { TagRenderMode = TagRenderMode.SelfClosing };
        known.Attributes["type"] = "hidden";
        known.Attributes["name"] = Meanwhile.Field;
        known.Attributes["value"] = await meanwhile.KnownAsync(Member, Sojourn, ViewContext.HttpContext.RequestAborted);
        output.Content.AppendHtml(known);
    }

    private TagBuilder Alert(IReadOnlyList<Meanwhile.Change> changes)
    {
        var words = texts.For("Records");
        var alert = new TagBuilder("div");
        alert.AddCssClass("alert alert-warning meanwhile");
        alert.Attributes["role"] = "alert";
        var body = Element("div", Element("strong", words["meanwhile"]));
        var list = new TagBuilder("ul");
        foreach (var change in changes)
        {
            var what = texts.For("Records")["record." + change.Type];
            var said = change.IsHidden ? texts.For("Members")["hidden"] : RecordText.Of(change.Data, words, texts.For("Duties"), meanwhile.Organizations);
            list.InnerHtml.AppendHtml(Element("li", words["meanwhile.one",
                ChinaDate.Moment(change.At), change.Writer ?? words["meanwhile.system"], change.Organization ?? "", what, DateText.Of(change.OnDate), said]));
        }
        body.InnerHtml.AppendHtml(list).AppendHtml(Element("p", words[meanwhile.IsTaken(Sojourn) ? "meanwhile.taken" : "meanwhile.again"]));
        alert.InnerHtml.AppendHtml(body);
        return alert;
    }

    private static TagBuilder Element(string name, object content)
    {
        var element = new TagBuilder(name);
        if (content is TagBuilder inner) element.InnerHtml.AppendHtml(inner);
        else element.InnerHtml.Append((string)content);
        return element;
    }
}
