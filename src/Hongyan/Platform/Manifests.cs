using System.CommandLine;
using Hongyan.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Platform;

/// <summary>The manifests of all features, found once, in the order of their names.</summary>
internal static class Manifests
{
    public static IReadOnlyList<Feature> All { get; } =
    [
        .. typeof(Manifests).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Feature)))
            .Select(type => (Feature)Activator.CreateInstance(type)!).OrderBy(feature => feature.Name, StringComparer.Ordinal),
    ];

    /// <summary>Those that give what a feature asks of all others.</summary>
    public static IEnumerable<T> Giving<T>() => All.OfType<T>();

    public static IEnumerable<Job> Jobs => All.SelectMany(feature => feature.Jobs).OrderBy(job => job.Place);

    /// <summary>Every command of the program, in the order in which help lists them.</summary>
    public static IEnumerable<Command> Commands() => All.SelectMany(feature => feature.Verbs).OrderBy(verb => verb.Place).Select(verb => verb.Create());
}

/// <summary>A command.</summary>
/// <param name="Place">Help lists them in the order of these.</param>
internal sealed record Verb(int Place, Func<Command> Create);

/// <summary>A job, and how the server learns of it.</summary>
/// <param name="Place">The page of the operation lists them in the order of these.</param>
internal sealed record Job(int Place, Type Work, Action<IServiceCollection> Add)
{
    public static Job Of<T>(int place)
        where T : BackgroundWork => new(place, typeof(T), BackgroundJobs.Add<T>);
}

/// <summary>What answers at an address without being a page, and to whom.</summary>
internal sealed record Answering(string Address, string Group, Func<IEndpointRouteBuilder, string, IEndpointConventionBuilder> Map, string Method = "GET");

/// <summary>On an address that reads its body by itself, before it opens a transaction of its own.</summary>
internal sealed class ReadsByItself;
