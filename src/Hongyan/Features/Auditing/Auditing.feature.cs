using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Hongyan.Features.Auditing;

internal sealed class AuditingFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Audit)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(220, "/Audit", "nav.audit", "history", Access.Audit)];

    public override IReadOnlyList<Verb> Verbs => [new(70, AuditVerb.Create)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<AuditSealing>(60)];

    public override IReadOnlyList<Place> Places =>
    [
        new("audit log", As.Audit, "/Audit"),
        new("appointments in the audit log", As.Audit, "/Audit?act=appointed"),
        new("audit log with nothing found", As.Audit, "/Audit?act=none"),
    ];

    public override void Filters(FilterCollection filters) => filters.Add<Opening>();
}
