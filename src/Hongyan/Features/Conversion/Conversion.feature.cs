using Hongyan.Platform;

namespace Hongyan.Features.Conversion;

internal sealed class ConversionFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Deciding)];

    public override IReadOnlyList<Place> Places => [new("conversion", As.Home, "/Worklist?by=member", ".duty a[href*='/Conversion']")];
}
