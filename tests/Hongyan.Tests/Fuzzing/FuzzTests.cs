using Hongyan.Platform;
using Hongyan.Tests.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Hongyan.Tests.Fuzzing;

/// <summary>
/// Every parameter of every page, as it is found in its description and its forms, gets what nobody types. Nothing fails, and whatever is
/// refused says why.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    public static TheoryData<string> Visitors { get; } = [.. Fuzzer.Visitors.Select(who => who.Name)];

    /// <summary>One value of each parameter, another for each role.</summary>
    [Theory]
    [InlineData(Roles.Contact)]
    [InlineData(Roles.Member)]
    public Task A_hostile_value_of_any_parameter_is_refused_with_a_sentence(string name) => FuzzAsync(name, whole: false);

    [Theory]
    [Trait("part", "night")]
    [MemberData(nameof(Visitors))]
    public Task Every_hostile_value_of_every_parameter_is_refused_with_a_sentence(string name) => FuzzAsync(name, whole: true);

    /// <summary>Each in a county of his own, for what one sends may be the end of the account of another.</summary>
    private async Task FuzzAsync(string name, bool whole)
    {
        await using var one = new Case();
        await one.InitializeAsync();
        var fuzzer = new Fuzzer(one, Who.All.Single(who => who.Name == name));
        await fuzzer.SendAsync(await PagesAsync(one), whole);
        output.WriteLine($"{fuzzer.Sent} requests");
        foreach (var wrong in fuzzer.Wrong) output.WriteLine(wrong);
        Assert.Empty(fuzzer.Wrong);
        Assert.True(fuzzer.Sent > 10, "Nothing was sent.");
    }

    private static async Task<IReadOnlyList<(CompiledPageActionDescriptor Page, string Address)>> PagesAsync(Case one)
    {
        var (source, loader) = (await one.Installation.ServiceAsync<EndpointDataSource>(), await one.Installation.ServiceAsync<PageLoader>());
        var pages = new List<(CompiledPageActionDescriptor Page, string Address)>();
        foreach (var page in source.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>())
            .OfType<PageActionDescriptor>()
            .DistinctBy(page => page.ViewEnginePath))
            pages.Add((await loader.LoadAsync(page, EndpointMetadataCollection.Empty), one.AddressOf(page)));
        Assert.InRange(pages.Count, 80, 1000);
        return [.. pages.OrderBy(page => page.Page.ViewEnginePath, StringComparer.Ordinal)];
    }
}
