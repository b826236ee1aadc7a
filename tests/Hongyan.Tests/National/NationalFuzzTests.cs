using Hongyan.Tests.Fuzzing;
using Hongyan.Tests.Rights;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Hongyan.Tests.National;

/// <summary>Every parameter of the pages of this feature gets what nobody types, from those who may open them.</summary>
public sealed class NationalFuzzTests(Case one) : IClassFixture<Case>
{
    [Theory]
    [InlineData("secretary")]
    [InlineData("clerk")]
    [InlineData("department")]
    [InlineData("floating")]
    public async Task A_hostile_value_is_refused_with_a_sentence(string name)
    {
        var (source, loader) = (await one.Installation.ServiceAsync<EndpointDataSource>(), await one.Installation.ServiceAsync<PageLoader>());
        var pages = new List<(CompiledPageActionDescriptor Page, string Address)>();
        foreach (var page in source.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()).OfType<PageActionDescriptor>()
            .DistinctBy(page => page.ViewEnginePath).Where(page => page.ViewEnginePath.StartsWith("/National/", StringComparison.Ordinal)))
            pages.Add((await loader.LoadAsync(page, EndpointMetadataCollection.Empty), one.AddressOf(page)));
        Assert.Equal(5, pages.Count);
        var fuzzer = new Fuzzer(one, Who.All.Single(who => who.Name == name));
        await fuzzer.SendAsync(pages, whole: true);
        Assert.Empty(fuzzer.Wrong);
        Assert.InRange(fuzzer.Sent, 50, int.MaxValue);
    }
}
