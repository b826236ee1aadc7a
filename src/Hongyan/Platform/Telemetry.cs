using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Hongyan.Platform;

/// <summary>
/// Traces, metrics and logs for a collector, behind one switch: OTEL_EXPORTER_OTLP_ENDPOINT. Only durations, counts and the texts of
/// statements leave, never their values; addresses carry ids alone.
/// </summary>
internal static class Telemetry
{
    public const string Switch = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static void Services(WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Switch]))
            return;
        var about = ResourceBuilder.CreateDefault().AddService("hongyan", serviceVersion: Release.Version).AddEnvironmentVariableDetector();
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(about).AddOtlpExporter());
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(about)
            .AddSource("Microsoft.AspNetCore", "Npgsql").AddOtlpExporter().Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(about)
            .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql").AddOtlpExporter().Build());
    }

    /// <summary>They begin when they are made, and end with the services.</summary>
    public static void Begin(IServiceProvider services)
    {
        services.GetService<TracerProvider>();
        services.GetService<MeterProvider>();
    }
}
