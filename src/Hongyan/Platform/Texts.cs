using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Hosting;

namespace Hongyan.Platform;

/// <summary>The texts of one feature folder, then the shared ones. In a page the folder is the page's own.</summary>
public sealed class Texts(IHostEnvironment environment) : IViewContextAware
{
    private string _folder = TextBook.SharedFolder;

    /// <exception cref="KeyNotFoundException">Outside production, so that a missing text is seen before it is shipped.</exception>
    public string this[string key, params object?[] arguments]
    {
        get
        {
            var text = TextBook.Whole.Find(_folder, key);
            if (text is null)
                return environment.IsProduction() ? key : throw new KeyNotFoundException($"Features/{_folder}/Texts.json has no \"{key}\".");
            return arguments.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, arguments);
        }
    }

    /// <summary>The texts of another folder: <c>T.For("Duties")["kind.home-contact"]</c>.</summary>
    public Texts For(string folder) => new(environment) { _folder = folder };

    public bool Has(string key) => TextBook.Whole.Find(_folder, key) is not null;

    /// <summary>The folder's own keys that begin so.</summary>
    public IEnumerable<string> KeysOf(string start) => TextBook.Whole.Folders[_folder].Keys.Where(key => key.StartsWith(start, StringComparison.Ordinal));

    /// <summary>Called by Razor for each page, layout and part: /Features/Import/Index.cshtml → Import.</summary>
    public void Contextualize(ViewContext viewContext)
    {
        var parts = viewContext.ExecutingFilePath?.Split('/', StringSplitOptions.RemoveEmptyEntries) ?? [];
        if (parts.Length > 2) _folder = parts[1];
    }
}
