using Hongyan.Platform;

namespace Hongyan.Features.Education;

internal sealed class EducationFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Staff)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(120, "/Education", "nav.education", "book", Access.Staff, MenuEntry.Life)];

    public override IReadOnlyList<Place> Places =>
    [
        new("education", As.Host, "/Education"),
        new("training refused", As.Host, "/Education/New", Place.Send),
    ];
}
