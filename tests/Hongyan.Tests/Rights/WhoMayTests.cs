using System.CommandLine;
using System.Text;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Hongyan.Tests.Rights;

/// <summary>
/// who-may.csv says what everybody is answered at every page and handler: signed out, in scope and in a foreign county. Here everybody asks.
/// A page that the file does not name fails, so does a line whose page is gone.
/// </summary>
public sealed class WhoMayTests(Case one) : IClassFixture<Case>
{
    private const int AtOnce = 4;

    // Pages that refuse whom they are for, because of what the case holds.
    private static readonly string[] RefuseByTheCase =
        [
            "/Dues/Decision", "/Meetings/Edit", "/Members/Departure", "/Records/Strike", "/Cases/Record", "/Cases/Strike", "/Cases/Second", "/Cases/New",
        ];

    private static readonly string File = Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "Rights", "who-may.csv");

    /// <summary>By day; what pages answer is asked in the night.</summary>
    [Fact]
    public async Task The_table_of_access_opens_what_the_file_opens()
    {
        var differences = new List<string>();
        foreach (var line in (await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken)).Skip(1).Select(line => line.Split(',')))
        {
            var handler = line[1].Split(' ') is [_, var name] ? name : "";
            foreach (var (who, answer) in Who.All.Zip(line.Skip(2)))
            {
                if (answer == "not asked") continue;
                var refused = answer == (who.Role is null ? "sign-in" : "deny");
                var opens = Access.Opens(line[0], who.Role, who.Role is not null, line[1].StartsWith("POST", StringComparison.Ordinal) ? handler : null);
                var refusesItself = who.IsForeign || line[1] != "GET" || RefuseByTheCase.Contains(line[0]);
                if (opens ? refused && !refusesItself : !refused) differences.Add($"{line[0]},{line[1]}: {who.Name} {answer}");
            }
        }
        Assert.Empty(differences);
    }

    [Fact]
    [Trait("part", "night")]
    public async Task Everybody_is_answered_as_it_is_written()
    {
        var handlers = await Handler.AllAsync(one);
        var answers = handlers.ToDictionary(handler => handler, _ => new List<string>());
        foreach (var who in Who.All)
        {
            using var visitor = await who.EnterAsync(one);
            var before = await one.StateAsync();
            foreach (var (handler, answer) in handlers.Zip(await AskAsync(visitor, handlers, who)))
                answers[handler].Add(answer);
            if (who.IsConcerned) continue;
            Assert.Equal(before, await one.StateAsync());
        }
        var asked = new StringBuilder(Heading()).AppendLine();
        foreach (var (handler, row) in answers)
            asked.AppendLine($"{handler.Page},{handler.Name},{string.Join(',', row)}");
        var written = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable("HONGYAN_WRITE_WHO_MAY") is not null)
            await System.IO.File.WriteAllTextAsync(File, asked.ToString(), TestContext.Current.CancellationToken);
        Assert.Equal(written.Split('\n'), asked.ToString().Split('\n'));
    }

    [Fact]
    public void Every_command_and_every_job_has_its_line()
    {
        var jobs = typeof(Web).Assembly.GetTypes().Where(type => typeof(BackgroundWork).IsAssignableFrom(type) && !type.IsAbstract);
        foreach (var job in jobs)
            Assert.Equal(Access.Machine, Access.Of("job " + job.Name));
        var verbs = typeof(Web).Assembly.GetTypes().Where(type => type.Name.EndsWith("Verb", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods()).Where(method => method.IsStatic && method.ReturnType == typeof(Command)).ToList();
        Assert.InRange(verbs.Count, 15, 100);
        foreach (var verb in verbs)
            Assert.Equal(Access.Machine, Access.Of("command " + ((Command)verb.Invoke(obj: null, parameters: null)!).Name));
    }

    [Fact]
    public async Task Every_address_that_is_no_page_has_its_line()
    {
        var source = await one.Installation.ServiceAsync<EndpointDataSource>();
        foreach (var endpoint in source.Endpoints.OfType<RouteEndpoint>().Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is null))
            Assert.NotNull(Access.Of($"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET"} {endpoint.RoutePattern.RawText}"));
    }

    /// <summary>Several at a time; only what may change something is sent one after the other.</summary>
    private static async Task<string[]> AskAsync(Visitor visitor, List<Handler> handlers, Who who)
    {
        var answers = new string[handlers.Count];
        var all = Enumerable.Range(0, handlers.Count)
            .ToLookup(at => handlers[at].Method != "GET" && Access.Opens(handlers[at].Page, who.Role, who.Role is not null));
        await Parallel.ForEachAsync(all[false],
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (at, _) => answers[at] = await visitor.AskAsync(handlers[at]));
        foreach (var at in all[true])
            answers[at] = await visitor.AskAsync(handlers[at]);
        return answers;
    }

    private static string Heading() => "page,handler," + string.Join(',', Who.All.Select(who => who.Name));
}

/// <summary>Something of a page that can be asked: showing it, or sending it something.</summary>
internal sealed record Handler(string Page, string Address, string Method, string? Of)
{
    public string Name => Of is null ? Method : $"{Method} {Of}";

    /// <summary>Every page and handler there is, by name.</summary>
    public static async Task<List<Handler>> AllAsync(Case one)
    {
        var source = await one.Installation.ServiceAsync<EndpointDataSource>();
        var loader = await one.Installation.ServiceAsync<PageLoader>();
        var pages = source.Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>())
            .OfType<PageActionDescriptor>()
            .DistinctBy(page => page.ViewEnginePath);
        var handlers = new List<Handler>();
        foreach (var page in pages.OrderBy(page => page.ViewEnginePath, StringComparer.Ordinal))
        {
            var compiled = await loader.LoadAsync(page, Microsoft.AspNetCore.Http.EndpointMetadataCollection.Empty);
            var named = compiled.HandlerMethods
                .Select(method => (Method: method.HttpMethod.ToUpperInvariant(), method.Name))
                .Append((Method: "GET", Name: null))
                .Distinct();
            handlers.AddRange(named.OrderBy(method => method.Method).ThenBy(method => method.Name, StringComparer.Ordinal)
                .Select(method => new Handler(page.ViewEnginePath, one.AddressOf(page), method.Method, method.Name)));
        }
        return handlers;
    }

    public string Url => Of is null ? Address : Address + (Address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "handler=" + Of;
}
