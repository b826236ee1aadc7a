using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Platform;

/// <summary>
/// What a feature gives the rest of the program, said in Features/(Name)/(Name).feature.cs and nowhere else. What one feature asks of all
/// others and the platform does not know (papers, lists) it asks by an interface of its own, which their manifests take on.
/// </summary>
internal abstract class Feature
{
    /// <summary>Stands for every page of the folder that has no line of its own.</summary>
    public const string All = "*";

    protected Feature() => Name = GetType().Name[..^nameof(Feature).Length];

    /// <summary>Its folder under Features.</summary>
    public string Name { get; }

    /// <summary>Its pages and who may open them. What is sent to one handler of a page stands behind '#'.</summary>
    public virtual IReadOnlyList<(string Page, string Group)> Pages => [];

    /// <summary>Under which addresses its pages are found beside their own.</summary>
    public virtual IEnumerable<(string Page, string Address)> Addresses => [];

    /// <summary>Its place in the menu.</summary>
    public virtual IReadOnlyList<MenuEntry> MenuEntries => [];

    /// <summary>Its figures on the first page.</summary>
    public virtual IReadOnlyList<Counted> Counted => [];

    public virtual IReadOnlyList<Verb> Verbs => [];

    public virtual IReadOnlyList<Job> Jobs => [];

    /// <summary>Its pages as the tests in the browser visit them, seen by everybody who sees them differently.</summary>
    public virtual IReadOnlyList<Place> Places => [];

    /// <summary>What it answers that is no page.</summary>
    public virtual IReadOnlyList<Answering> Answers => [];

    public virtual void Services(IServiceCollection services)
    {
    }

    /// <summary>What it does around the handlers of all pages.</summary>
    public virtual void Filters(FilterCollection filters)
    {
    }

    /// <summary>What has to be done before the server answers. What it returns is told whoever started the server.</summary>
    public virtual Task<string?> BeginAsync(Installation installation, string address, CancellationToken cancellation) => Task.FromResult<string?>(null);
}
