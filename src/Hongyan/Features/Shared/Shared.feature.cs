using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Shared;

internal sealed class SharedFeature : Feature
{
    public override void Services(IServiceCollection services) => services.AddSingleton<Demonstration>().AddScoped<OwnBranches>();
}
