using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.SetUp;

internal sealed class SetUpFeature : Feature
{
    public override IReadOnlyList<(string Page, string Group)> Pages => [(All, Access.Anonymous)];

    public override IReadOnlyList<Place> Places => [new("set-up without its link", As.Nobody, "/SetUp")];

    public override void Services(IServiceCollection services) => services.AddScoped<FirstSteps>();

    /// <summary>Before the server answers: from then on a database that goes away for a moment must not end it.</summary>
    public override async Task<string?> BeginAsync(Installation installation, string address, CancellationToken cancellation)
    {
        await using var db = installation.OpenDb();
        return await SetUpToken.EnsureAsync(db, installation.Clock, cancellation) is { } token
            ? $"首次使用，请打开一次性链接建立管理员 / first use, set up with this one-time link:\n  {address}/SetUp?token={token}"
            : null;
    }
}
