using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Operation;

internal sealed class OperationFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.System)];

    public override IReadOnlyList<MenuEntry> MenuEntries => [new(240, "/Operation", "nav.operation", "database", Access.System)];

    public override IReadOnlyList<Verb> Verbs => [new(10, ServeVerb.Create), new(100, RebuildVerb.Create)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<DatabaseWatch>(100)];

    public override IReadOnlyList<Place> Places => [new("operation", As.Operator, "/Operation")];

    public override IReadOnlyList<Answering> Answers => Health.Answers;

    public override void Services(IServiceCollection services) => Health.Services(services);
}
