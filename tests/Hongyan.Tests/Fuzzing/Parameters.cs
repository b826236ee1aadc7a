using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Tests.Fuzzing;

/// <summary>What pages bind by name: from their own description, so that a new page is fuzzed without being named anywhere.</summary>
internal static class Parameters
{
    private const int Depth = 3;

    /// <summary>Of the handlers that show the page or answer a form.</summary>
    public static IReadOnlyList<string> Of(CompiledPageActionDescriptor page, string method)
    {
        var bound = page.BoundProperties.Where(one => method != "GET" || one.BindingInfo?.RequestPredicate is null || SupportsGet(page, one.Name))
            .Select(one => (Name: one.BindingInfo?.BinderModelName ?? one.Name, one.ParameterType));
        var given = page.HandlerMethods.Where(handler => handler.HttpMethod.Equals(method, StringComparison.OrdinalIgnoreCase))
            .SelectMany(handler => handler.Parameters).Select(one => (Name: one.BindingInfo?.BinderModelName ?? one.Name, one.ParameterType));
        return [.. bound.Concat(given).SelectMany(one => Names(one.Name, one.ParameterType, Depth)).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static bool SupportsGet(CompiledPageActionDescriptor page, string property) =>
        page.ModelTypeInfo!.GetProperty(property)?.GetCustomAttribute<Microsoft.AspNetCore.Mvc.BindPropertyAttribute>()?.SupportsGet == true;

    private static IEnumerable<string> Names(string name, Type type, int depth)
    {
        if (depth == 0 || type == typeof(CancellationToken) || typeof(IFormFile).IsAssignableFrom(type)) return [];
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsSimple(type)) return [name];
        if (type.GetInterfaces()
            .Append(type)
            .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IDictionary<,>)) is { } dictionary)
            return Names($"{name}[x]", dictionary.GetGenericArguments()[1], depth - 1);
        if (type.GetInterfaces().Append(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } many)
            return many.GetGenericArguments()[0] is var item && IsSimple(Nullable.GetUnderlyingType(item) ?? item) ? [name] : Names($"{name}[0]", item, depth);
        return type.GetProperties().Where(property => property.SetMethod is { IsPublic: true })
            .SelectMany(property => Names($"{name}.{property.Name}", property.PropertyType, depth - 1));
    }

    private static bool IsSimple(Type type) => type == typeof(string) || type.IsPrimitive || type.IsEnum || type.IsValueType;
}
