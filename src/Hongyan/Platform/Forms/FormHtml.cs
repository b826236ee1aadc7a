using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Hongyan.Platform.Forms;

/// <summary>The fields of a form as Razor wrote them: what kind of form they make, and the same form filled with other values.</summary>
internal sealed partial class FormHtml(string html, HtmlEncoder encoder)
{
    private static readonly string[] Untyped = ["hidden", "submit", "button", "reset", "image", "file", "password"];
    private static readonly string[] Ticked = ["checkbox", "radio"];
    private static readonly string[] Preset = ["date", "month", "time", "range", "color", .. Ticked];

    private readonly List<Tag> tags = [.. Tags().Matches(html).Select(match => new Tag(match))];

    /// <summary>Passwords and one-time codes are never kept, nor is anything that is sent with them.</summary>
    public bool IsSensitive => tags.Exists(tag => tag["type"] == "password" || tag["autocomplete"] is "one-time-code" or "current-password" or "new-password");

    /// <summary>Whether there is anything to type or choose.</summary>
    public bool IsTyped => tags.Exists(tag => tag.Name is "select" or "textarea" || (tag.Name == "input" && !Untyped.Contains(tag.Type)));

    public bool HasFiles => tags.Exists(tag => tag.Name == "input" && tag.Type == "file");

    /// <summary>Whether no text stands in it yet. Days and choices that are set beforehand do not count.</summary>
    public bool IsEmpty => !tags.Exists(tag => tag.Name switch
    {
        "input" => !Untyped.Contains(tag.Type) && !Preset.Contains(tag.Type) && !string.IsNullOrWhiteSpace(tag["value"]),
        "textarea" => !string.IsNullOrWhiteSpace(WebUtility.HtmlDecode(html[tag.End..EndOf("</textarea>", tag.End)])),
        _ => false,
    });

    /// <summary>The form with the values of a draft. What is hidden stays as it is: it belongs to this opening of the form.</summary>
    public string Filled(ILookup<string, string> values)
    {
        var (result, at, select, used) = (new StringBuilder(html.Length + 256), 0, (string?)null, new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var tag in tags)
        {
            if (tag.Start < at) continue; // inside a text
            result.Append(html, at, tag.Start - at);
            at = tag.End;
            var name = tag["name"];
            switch (tag.Name)
            {
                case "input" when name is not null && Ticked.Contains(tag.Type):
                    result.Append(tag.With("checked", values[name].Contains(tag["value"] ?? "on") ? "checked" : null, encoder));
                    break;
                case "input" when name is not null && !Untyped.Contains(tag.Type) && Next(name) is { } value:
                    result.Append(tag.With("value", value, encoder));
                    break;
                case "textarea" when name is not null && Next(name) is { } text:
                    result.Append(tag.Text).Append('\n').Append(encoder.Encode(text)); // a browser drops the first line break
                    at = EndOf("</textarea>", at);
                    break;
                case "option" when select is not null && values.Contains(select):
                    var chosen = values[select].Contains(tag["value"] ?? WebUtility.HtmlDecode(html[at..EndOf("<", at)]).Trim());
                    result.Append(tag.With("selected", chosen ? "selected" : null, encoder));
                    break;
                default:
                    select = tag.Name == "select" ? name : tag.Name == "/select" ? null : select;
                    result.Append(tag.Text);
                    break;
            }
        }
        return result.Append(html, at, html.Length - at).ToString();

        string? Next(string name)
        {
            var place = used.GetValueOrDefault(name);
            used[name] = place + 1;
            return values[name].ElementAtOrDefault(place);
        }
    }

    private int EndOf(string what, int from) => html.IndexOf(what, from, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? at : html.Length;

    [GeneratedRegex("""<(?<name>input|select|textarea|option|/select)\b(?<attributes>(?:[^>"']|"[^"]*"|'[^']*')*)>""",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Tags();

    [GeneratedRegex("""(?<name>[^\s=/"']+)(\s*=\s*("(?<value>[^"]*)"|'(?<value>[^']*)'))?""", RegexOptions.ExplicitCapture)]
    private static partial Regex Attributes();

    private sealed class Tag(Match match)
    {
        private readonly List<(string Name, string? Value)> attributes =
            [.. Attributes()
                .Matches(match.Groups["attributes"].Value)
                .Select(one => (one.Groups["name"].Value.ToLowerInvariant(),
                    one.Groups["value"].Success ? WebUtility.HtmlDecode(one.Groups["value"].Value) : ""))];

        public string Name { get; } = match.Groups["name"].Value.ToLowerInvariant();

        public int Start => match.Index;

        public int End => match.Index + match.Length;

        public string Text => match.Value;

        public string Type => this["type"]?.ToLowerInvariant() ?? "text";

        public string? this[string attribute] => attributes.Find(one => one.Name == attribute).Value;

        /// <summary>The same tag with one attribute set, or without it.</summary>
        public string With(string attribute, string? value, HtmlEncoder encoder)
        {
            List<(string Name, string? Value)> all = [.. attributes.Where(one => one.Name != attribute)];
            if (value is not null) all.Add((attribute, value));
            return $"<{Name}{string.Concat(all.Select(one => $" {one.Name}=\"{encoder.Encode(one.Value ?? "")}\""))}>";
        }
    }
}
