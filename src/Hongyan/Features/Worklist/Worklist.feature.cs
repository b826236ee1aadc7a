using Hongyan.Platform;

namespace Hongyan.Features.Worklist;

internal sealed class WorklistFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Staff)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(20, "/Worklist", "nav.worklist", "checklist", Access.Staff)];

    public override IReadOnlyList<Place> Places =>
    [
        new("worklist of home", As.Home, "/Worklist"),
        new("worklist of home by kind", As.Home, "/Worklist?by=kind"),
        new("worklist with nothing found", As.Home, "/Worklist?q=nobody"),
        new("worklist of the host", As.Host, "/Worklist"),
        new("worklist of the committee", As.Clerk, "/Worklist?due=overdue"),
        new("worklist of the county", As.Department, "/Worklist?due=soon"),
    ];
}
