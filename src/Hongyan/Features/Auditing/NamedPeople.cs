using System.Collections.Concurrent;
using System.Reflection;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Auditing;

/// <summary>The ids by which a page names the members it is about: of members, of stays, or of both as member.stay.</summary>
internal static class NamedPeople
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase) { "member", "sojourn", "stay", "stays", "who", "chosen", "owner" };
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    /// <param name="isMember">Whether the id in the address is that of a member.</param>
    public static IReadOnlyCollection<Guid> Of(object page, IDictionary<string, object?> arguments, bool isMember)
    {
        var values = arguments.Where(one => Names.Contains(one.Key) || (isMember && one.Key == "id")).Select(one => one.Value);
        return [.. Known.GetOrAdd(page.GetType(), Bound).Select(property => property.GetValue(page)).Concat(values).SelectMany(Read).Distinct()];
    }

    private static PropertyInfo[] Bound(Type page) =>
        [.. page.GetProperties()
            .Where(one => Names.Contains(one.Name) && one.IsDefined(typeof(BindPropertyAttribute)) && !one.IsDefined(typeof(TicksLinesAttribute)))];

    private static IEnumerable<Guid> Read(object? value) => value switch
    {
        Guid id => [id],
        IEnumerable<Guid> ids => ids,
        string text => Read(text),
        IEnumerable<string> texts => texts.SelectMany(Read),
        _ => [],
    };

    private static IEnumerable<Guid> Read(string text) =>
        Guid.TryParse(text.Split('.')[0], out var first) ? [first] : PackedIds.Read(text);
}
