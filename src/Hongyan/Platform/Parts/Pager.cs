using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Parts;

/// <summary>Links to the pages of a list: the query stays, only <c>p</c> changes. One page: nothing.</summary>
[HtmlTargetElement("pager", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class Pager(Texts texts) : TagHelper
{
    public int Page { get; set; }

    public int Pages { get; set; }

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Pages < 2)
        {
            output.SuppressOutput();
            return;
        }
        output.TagName = "nav";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("aria-label", texts["pager"]);
        var list = new TagBuilder("ul");
        list.AddCssClass("pagination");
        if (Page > 1) list.InnerHtml.AppendHtml(Item(Page - 1, texts["pager.previous"]));
        var last = 0;
        foreach (var page in Enumerable.Range(1, Pages).Where(page => page == 1 || page == Pages || Math.Abs(page - Page) <= 1))
        {
            if (page > last + 1) list.InnerHtml.AppendHtml("<li class=\"page-item disabled\"><span class=\"page-link\">…</span></li>");
            list.InnerHtml.AppendHtml(Item(page, page.ToString(CultureInfo.CurrentCulture)));
            last = page;
        }
        if (Page < Pages) list.InnerHtml.AppendHtml(Item(Page + 1, texts["pager.next"]));
        output.Content.SetHtmlContent(list);
    }

    private TagBuilder Item(int page, string text)
    {
        var request = ViewContext.HttpContext.Request;
        var query = request.Query.Where(pair => pair.Key != "p").Append(new("p", page.ToString(CultureInfo.InvariantCulture)));
        var link = new TagBuilder("a");
        link.AddCssClass("page-link");
        link.Attributes["href"] = request.Path + QueryString.Create(query);
        link.Attributes["aria-label"] = int.TryParse(text, CultureInfo.CurrentCulture, out _) ? texts["pager.page", page] : text;
        if (page == Page) link.Attributes["aria-current"] = "page";
        link.InnerHtml.Append(text);
        var item = new TagBuilder("li");
        item.AddCssClass(page == Page ? "page-item active" : "page-item");
        item.InnerHtml.AppendHtml(link);
        return item;
    }
}
