using System.Reflection;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Tests.Records;

/// <summary>
/// page-fields.csv says for every field that a page about members takes which roles may send it, told from the regime. A new field without a line fails,
/// and so does a page that opens to another role. What of a record each side may write is told by writable.csv.
/// </summary>
public sealed class PageFieldTests : IAsyncLifetime
{
    private static readonly string[] People = [Roles.Secretary, Roles.Clerk, Roles.Department, Roles.Member, Roles.Administrator];
    private static readonly string Table = Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "Records", "page-fields.csv");
    private TestHouse house = null!;

    public async ValueTask InitializeAsync() => house = await TestHouse.NewAsync();

    public ValueTask DisposeAsync() => house.DisposeAsync();

    [Fact]
    public async Task Every_field_of_every_page_has_its_line_and_opens_to_those_roles_only()
    {
        var told = File.ReadLines(Table).Skip(1).Order(StringComparer.Ordinal).ToList();
        var found = new List<string>();
        await house.AddressAsync();
        var pages = await house.ServiceAsync<IActionDescriptorCollectionProvider>();
        foreach (var page in pages.ActionDescriptors.Items.OfType<PageActionDescriptor>().DistinctBy(page => page.ViewEnginePath).Where(IsAboutMembers))
        {
            var may = string.Join(',', await MayAsync(page));
            found.AddRange(FieldsOf(Model(page)).Select(field => $"{page.ViewEnginePath},{field},{may}"));
        }
        found.Sort(StringComparer.Ordinal);
        Assert.True(found.SequenceEqual(told), $"""
            {Path.GetFileName(Table)} differs.
            Without a line:
            {string.Join('\n', found.Except(told))}
            No such field, or other roles:
            {string.Join('\n', told.Except(found))}
            """);
    }

    /// <summary>Sign-in, accounts and policy say nothing of a member.</summary>
    private static bool IsAboutMembers(PageActionDescriptor page) =>
        !new[] { "/Account/", "/SetUp/", "/Policy/" }.Any(folder => page.ViewEnginePath.StartsWith(folder, StringComparison.Ordinal));

    private static Type Model(PageActionDescriptor page) => typeof(Web).Assembly.GetTypes()
        .Single(type => type.IsSubclassOf(typeof(PageModel)) && $"{type.Namespace}.{type.Name}" == ModelNameOf(page));

    /// <summary>Hongyan.Features.Dues.PayModel of /Dues/Pay; folders whose name is a word of their namespace differ.</summary>
    private static string ModelNameOf(PageActionDescriptor page)
    {
        var parts = page.RelativePath["/Features/".Length..^".cshtml".Length].Split('/');
        var name = $"Hongyan.Features.{string.Join('.', parts[..^1])}.{parts[^1]}Model";
        return name.Replace("Features.Branches.", "Features.BranchOverview.", StringComparison.Ordinal);
    }

    /// <summary>x for each role in order that may open the page and so send its fields.</summary>
    private async Task<IEnumerable<string>> MayAsync(PageActionDescriptor page)
    {
        await using var scope = (await house.ServiceAsync<IServiceScopeFactory>()).CreateAsyncScope();
        var provider = scope.ServiceProvider.GetRequiredService<IAuthorizationPolicyProvider>();
        var service = scope.ServiceProvider.GetRequiredService<IAuthorizationService>();
        var free = page.EndpointMetadata.OfType<IAllowAnonymous>().Any();
        var demanded = page.EndpointMetadata.OfType<IAuthorizeData>().ToList();
        var policy = demanded.Count == 0 ? (await provider.GetFallbackPolicyAsync())! : (await AuthorizationPolicy.CombineAsync(provider, demanded))!;
        var marks = new List<string>();
        foreach (var role in People)
        {
            var somebody = Actor.Principal(new Account { Id = Guid.CreateVersion7(), DisplayName = role, Role = role, OrgPath = "001" }, "test");
            marks.Add(free || (await service.AuthorizeAsync(somebody, policy)).Succeeded ? "x" : "-");
        }
        return marks;
    }

    /// <summary>What a form can send to the model, with the fields of its lines and inputs; what only an address says is no field.</summary>
    private static IEnumerable<string> FieldsOf(Type model) => model.GetProperties()
        .Where(property => property.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: false })
        .SelectMany(property => Named(property.Name, property.PropertyType));

    private static IEnumerable<string> Named(string name, Type type)
    {
        var line = type.IsGenericType && type.GetGenericArguments() is [var one] && one.Assembly == typeof(Web).Assembly && !one.IsEnum ? one : null;
        var whole = line ?? (type.Assembly == typeof(Web).Assembly && type.IsClass ? type : null);
        return whole is null ? [name] : whole.GetProperties().Where(property => property.CanWrite).Select(property => $"{name}{(line is null ? "" : "[]")}.{property.Name}");
    }
}
