using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Auditing;

/// <summary>Seals the audit log every few seconds while the server runs.</summary>
internal sealed class AuditSealing(Installation house, ILogger<AuditSealing> log) : Recurring(TimeProvider.System, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private readonly AuditChain chain = new(house);

    public static void Services(IServiceCollection services) => services.AddHostedService<AuditSealing>();

    protected override TimeSpan Wait(bool first) => Pause;

    protected override Task TurnAsync(CancellationToken stopping) => chain.SealAsync(stopping);
}
