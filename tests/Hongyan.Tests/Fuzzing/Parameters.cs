using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Hongyan.Tests.Fuzzing;

/// <summary>What pages bind by name: from their own description, so that a new page is fuzzed without being named anywhere.</summary>
internal static class Parameters
{
    private const int Depth = 3;

    /// <summary>Of all handlers that show the page.</summary>
    public static IEnumerable<(string Name, Type Type)> OfAddress(CompiledPageActionDescriptor page) =>
        page.BoundProperties.Where(one => one.BindingInfo?.RequestPredicate is null || SupportsGet(page, one.Name)).SelectMany(Names)
            .Concat(page.HandlerMethods.Where(IsGet).SelectMany(OfHandler));

    /// <summary>Of one handler, with what the page binds for each of them.</summary>
    public static IEnumerable<(string Name, Type Type)> Of(CompiledPageActionDescriptor page, HandlerMethodDescriptor handler) =>
        IsGet(handler) ? OfHandler(handler) : page.BoundProperties.SelectMany(Names).Concat(OfHandler(handler));

    private static bool IsGet(HandlerMethodDescriptor handler) => handler.HttpMethod.Equals("GET", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<(string Name, Type Type)> OfHandler(HandlerMethodDescriptor handler) => handler.Parameters.SelectMany(Names);

    private static IEnumerable<(string Name, Type Type)> Names(ParameterDescriptor one) =>
        Names(one.BindingInfo?.BinderModelName ?? one.Name, one.ParameterType, Depth);

    private static bool SupportsGet(CompiledPageActionDescriptor page, string property) =>
        page.ModelTypeInfo!.GetProperty(property)?.GetCustomAttribute<Microsoft.AspNetCore.Mvc.BindPropertyAttribute>()?.SupportsGet == true;

    private static IEnumerable<(string Name, Type Type)> Names(string name, Type type, int depth)
    {
        if (depth == 0 || type == typeof(CancellationToken) || typeof(IFormFile).IsAssignableFrom(type)) return [];
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (IsSimple(type)) return [(name, type)];
        if (type.GetInterfaces()
            .Append(type)
            .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IDictionary<,>)) is { } dictionary)
            return Names($"{name}[x]", dictionary.GetGenericArguments()[1], depth - 1);
        if (type.GetInterfaces().Append(type).FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } many)
        {
            var item = many.GetGenericArguments()[0];
            return IsSimple(Nullable.GetUnderlyingType(item) ?? item) ? [(name, item)] : Names($"{name}[0]", item, depth);
        }
        return type.GetProperties().Where(property => property.SetMethod is { IsPublic: true })
            .SelectMany(property => Names($"{name}.{property.Name}", property.PropertyType, depth - 1));
    }

    private static bool IsSimple(Type type) => type == typeof(string) || type.IsPrimitive || type.IsEnum || type.IsValueType;
}
