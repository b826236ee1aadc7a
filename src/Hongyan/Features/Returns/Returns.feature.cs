using Hongyan.Platform;

namespace Hongyan.Features.Returns;

internal sealed class ReturnsFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Home)];

    public override IReadOnlyList<Place> Places => [new("return", As.Home, "/Worklist?by=member", Place.FirstMember, "a[href^='/Returns/']")];
}
