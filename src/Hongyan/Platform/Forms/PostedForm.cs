using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Hongyan.Platform.Forms;

/// <summary>
/// Every posted form of a page, for whoever is signed in: it is sent once, what is typed into it is kept, and a draft comes back into it.
/// Forms with a password or a one-time code are left alone; <c>draft="false"</c> is for those that only ask.
/// </summary>
[HtmlTargetElement("form", Attributes = "method")]
public sealed class PostedForm(FormTokens tokens, DraftStore drafts, Actor actor, HtmlEncoder encoder, IFileVersionProvider versions, Texts texts) : TagHelper
{
    private const string Script = "/drafts.js";

    /// <summary>Whether what is typed is kept.</summary>
    public bool Draft { get; set; } = true;

    /// <summary>After ASP.NET's own, which adds the token against forgery.</summary>
    public override int Order => 1000;

    [ViewContext]
    [HtmlAttributeNotBound]
    public required ViewContext ViewContext { get; set; }

    private HttpContext Http => ViewContext.HttpContext;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        if (actor.AccountId is not { } account || !"post".Equals(output.Attributes["method"]?.Value.ToString(), StringComparison.OrdinalIgnoreCase)
            || ViewContext.ExecutingFilePath?.StartsWith("/Features/Shared/", StringComparison.Ordinal) == true) return;
        var html = (await output.GetChildContentAsync()).GetContent(encoder);
        output.Content.SetHtmlContent(html);
        var form = new FormHtml(html, encoder);
        if (form.IsSensitive) return;
        var name = Draft && form.IsTyped ? NameOf(context.AllAttributes["asp-page-handler"]?.Value.ToString()) : "";
        var posted = Http.Items[typeof(FormToken)] as FormToken ?? (Http.Request.HasFormContentType ? tokens.Of(Http.Request.Form) : null);
        if (posted?.Account != account) posted = null;
        Http.Items[typeof(FormToken)] = posted;
        if (name.Length == 0 && Draft && posted is not null && !HttpMethods.IsGet(Http.Request.Method)) name = posted.Form; // a page to check what was typed
        var token = posted is not null && posted.Form == name ? posted
            : new FormToken(account, Guid.CreateVersion7(), null, posted?.Address ?? Http.Request.GetEncodedPathAndQuery(), name,
                ViewContext.ViewData["Title"] as string ?? "");
        if (name.Length > 0 && form.IsTyped)
        {
            if (HttpMethods.IsGet(Http.Request.Method)) token = await OfferAsync(token, form, output);
            Serve(output);
        }
        output.PostContent.AppendHtml($"<input type=\"hidden\" name=\"{FormToken.Field}\" value=\"{tokens.Seal(token)}\" />");
    }

    /// <summary>Fills an empty form with the newest draft, or with the one asked for; says so, and tells of all others.</summary>
    private async Task<FormToken> OfferAsync(FormToken token, FormHtml form, TagHelperOutput output)
    {
        var all = await OfPageAsync(token);
        var kept = all.Where(draft => draft.Form == token.Form).ToList();
        var asked = Guid.TryParse(Http.Request.Query[FormToken.DraftQuery], out var id) ? id : (Guid?)null;
        if (asked is not null && all.All(draft => draft.Id != asked) && Http.Items.TryAdd(typeof(PostedForm), true))
            output.PreElement.AppendHtml(Note(texts["draft.foreign"]));
        var chosen = asked is null ? form.IsEmpty ? kept.FirstOrDefault() : null : kept.Find(draft => draft.Id == asked);
        foreach (var draft in kept)
        {
            var moment = ChinaDate.Moment(draft.SavedAt);
            var text = draft == chosen ? texts["draft.restored", moment] : chosen is null ? texts["draft.kept", moment] : texts["draft.other", moment];
            output.PreElement.AppendHtml(Note(draft == chosen && form.HasFiles ? text + texts["draft.files"] : text,
                draft == chosen ? null : Link((token with { Id = draft.Id }).Filled, texts["draft.restore"]),
                Link($"/Drafts?id={draft.Id}", texts["draft.discard"])));
        }
        if (chosen is null) return token;
        output.Content.SetHtmlContent(form.Filled(chosen.Content.ByName()));
        return token with { From = chosen.Id };
    }

    /// <summary>Asked once a page, however many forms it has.</summary>
    private async Task<IReadOnlyList<KeptDraft>> OfPageAsync(FormToken token)
    {
        if (Http.Items[typeof(KeptDraft)] is IReadOnlyList<KeptDraft> known) return known;
        var found = await drafts.OfAsync(token.Account, token.Subject, Http.RequestAborted);
        Http.Items[typeof(KeptDraft)] = found;
        return found;
    }

    private void Serve(TagHelperOutput output)
    {
        output.Attributes.SetAttribute("data-draft", "/Drafts?handler=Save");
        var state = new TagBuilder("p");
        state.AddCssClass("draft-state");
        state.Attributes["aria-live"] = "polite";
        state.Attributes["hidden"] = "hidden";
        foreach (var what in new[] { "saved", "failed", "large", "ended", "offline" }) state.Attributes["data-" + what] = texts["draft." + what];
        output.PostContent.AppendHtml(state);
        if (Http.Items.TryAdd(Script, true))
            output.PostElement.AppendHtml($"<script src=\"{versions.AddFileVersionToPath(PathString.Empty, Script)}\" defer></script>");
    }

    /// <summary>Its handler, and the how manyeth of the page's forms it is with that handler.</summary>
    private string NameOf(string? handler)
    {
        var key = (typeof(PostedForm), handler ?? "");
        var place = Http.Items[key] is int before ? before + 1 : 1;
        Http.Items[key] = place;
        return $"{handler}{place}";
    }

    private static TagBuilder Note(string text, params TagBuilder?[] links)
    {
        var note = new TagBuilder("div");
        note.AddCssClass("alert alert-info draft-note");
        var body = new TagBuilder("div");
        body.InnerHtml.Append(text);
        foreach (var link in links.OfType<TagBuilder>()) body.InnerHtml.Append(" ").AppendHtml(link);
        note.InnerHtml.AppendHtml(body);
        return note;
    }

    private static TagBuilder Link(string address, string text)
    {
        var link = new TagBuilder("a");
        link.Attributes["href"] = address;
        link.AddCssClass("btn btn-sm");
        link.InnerHtml.Append(text);
        return link;
    }
}
