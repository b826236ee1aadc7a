using Hongyan.Platform;
using Hongyan.Records;

namespace Hongyan.Features.Conversion;

internal sealed class ConversionFeature : Feature, IGivesRecordPages
{
    public IReadOnlyList<RecordPage> RecordPages =>
    [
        new("/Conversion", ["conversion-opinion-asked", "conversion-opinion", "conversion-decided", "conversion-approved"]),
    ];

    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Deciding)];

    public override IReadOnlyList<Place> Places => [new("conversion", As.Home, "/Worklist?by=member", ".duty a[href*='/Conversion']")];
}
