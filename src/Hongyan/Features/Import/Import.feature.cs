using Hongyan.Platform;

namespace Hongyan.Features.Import;

internal sealed class ImportFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Deciding)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(180, "/Import", "nav.import", "file-import", Access.Deciding, MenuEntry.Reports)];

    public override IReadOnlyList<Verb> Verbs => [new(30, ImportVerb.Create)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<ImportJob>(80)];

    public override IReadOnlyList<Place> Places =>
    [
        new("import", As.Home, "/Import"),
        new("import refused", As.Clerk, "/Import", Place.Send),
        new("import accepted", As.Clerk, "/Import/Accepted"),
    ];
}
