using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Platform.Parts;

/// <summary>The labels of the fields on a page by their names. The summary stands above the fields and is sent when all of them are known.</summary>
internal static class FieldLabels
{
    private static readonly object Key = new();

    public static Dictionary<string, string> Of(ViewContext context)
    {
        if (context.HttpContext.Items.TryGetValue(Key, out var known)) return (Dictionary<string, string>)known!;
        var labels = new Dictionary<string, string>();
        context.HttpContext.Items[Key] = labels;
        return labels;
    }
}
