using Hongyan.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Points;

internal sealed class PointsFeature : Feature
{
    public override void Services(IServiceCollection services) => services.AddScoped<MyPoints>();
}
