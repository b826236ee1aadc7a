using Hongyan.Platform;

namespace Hongyan.Features.Search;

internal sealed class SearchFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Staff)];

    public override IReadOnlyList<Place> Places =>
    [
        new("search", As.Home, "/Search"),
        new("search by a common name", As.Department, "/Search?q=一"),
        new("search for nobody", As.Home, "/Search?q=nobody"),
    ];
}
