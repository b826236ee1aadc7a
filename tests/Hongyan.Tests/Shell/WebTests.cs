using System.Net;
using System.Text.RegularExpressions;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;

namespace Hongyan.Tests.Shell;

/// <summary>What holds for every address, whatever lies behind it.</summary>
public sealed partial class WebTests : IAsyncLifetime
{
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.LentAsync();

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Theory]
    [Trait("part", "night")]
    [InlineData(Roles.Department)]
    [InlineData(Roles.Security)]
    [InlineData(Roles.Member)]
    public async Task Nothing_is_done_for_a_form_of_another_site(string role)
    {
        using var browser = await installation.SignInAsync(role, role == Roles.Department ? "001" : null);
        var wrong = new List<string>();
        foreach (var address in (await AddressesAsync()).Where(one => !one.StartsWith("/Errors", StringComparison.Ordinal)))
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("x", "y")]);
            using var answer = await browser.Client.PostAsync(address, form, TestContext.Current.CancellationToken);
            if (answer.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.Forbidden or HttpStatusCode.NotFound))
                wrong.Add($"{answer.StatusCode} {address}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    [Trait("part", "night")]
    public async Task A_page_that_takes_no_form_says_so()
    {
        using var browser = await installation.SignInAsync(Roles.Department, "001");
        var page = await browser.GetAsync("/Account/Password");
        var refused = await browser.FormAsync("/Policy/Clauses", page);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, browser.Status);
        Assert.Equal("不接受这样的请求", refused.QuerySelector("h1")!.TextContent);
        await browser.FormAsync("/Policy/Clauses?handler=NoSuch", page);
        Assert.Equal(HttpStatusCode.NotFound, browser.Status);
        var wrong = new List<string>();
        foreach (var address in (await AddressesAsync()).Where(one => one != "/Account/SignOut"))
        {
            await browser.FormAsync(address, page);
            if ((int)browser.Status >= 500) wrong.Add($"{browser.Status} {address}");
        }
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("TRACE")]
    [InlineData("OPTIONS")]
    public async Task Other_methods_do_nothing(string method)
    {
        using var browser = await installation.SignInAsync(Roles.Department, "001");
        using var request = new HttpRequestMessage(new HttpMethod(method), "/Policy");
        using var answer = await browser.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.MethodNotAllowed });
    }

    [Fact]
    public async Task Behind_a_proxy_that_speaks_https_the_browser_is_told_to_stay_with_it()
    {
        using var client = await installation.ClientAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Account/SignIn");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase));
        using var plain = await client.GetAsync("/Account/SignIn", TestContext.Current.CancellationToken);
        Assert.False(plain.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Where_everybody_comes_by_https_nothing_else_is_answered_and_cookies_are_bound_to_the_host()
    {
        await using var strict = await TestInstallation.NewAsync(httpsOnly: true);
        using var client = await strict.ClientAsync();
        using (var plain = await client.GetAsync("/Account/SignIn", TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.MisdirectedRequest, plain.StatusCode);
        using (var health = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Account/SignIn");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie =>
        {
            Assert.StartsWith("__Host-", cookie, StringComparison.Ordinal);
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("samesite", cookie, StringComparison.OrdinalIgnoreCase);
        });
    }

    [Fact]
    public async Task Language_and_theme_are_kept_for_the_host_alone_too()
    {
        await using var strict = await TestInstallation.NewAsync(httpsOnly: true);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = await strict.AddressAsync(),
        };
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var page = await client.GetAsync("/Account/SignIn", TestContext.Current.CancellationToken);
        var html = await new AngleSharp.Html.Parser
            .HtmlParser()
            .ParseDocumentAsync(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var token = html.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        client.DefaultRequestHeaders.Add("Cookie", page.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
        foreach (var (address, field, value) in new[] { ("/Home/Language", "language", "en"), ("/Home/Theme", "theme", "dark") })
        {
            using var form = new FormUrlEncodedContent([KeyValuePair.Create(field, value), KeyValuePair.Create("__RequestVerificationToken", token)]);
            using var answer = await client.PostAsync(address, form, TestContext.Current.CancellationToken);
            var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"),
                cookie => cookie.StartsWith("__Host-hongyan-" + field, StringComparison.Ordinal));
            Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
            Assert.Contains("path=/;", cookie, StringComparison.OrdinalIgnoreCase);
            client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        }
        var seen = await client.GetStringAsync("/Account/SignIn", TestContext.Current.CancellationToken);
        Assert.Contains("lang=\"en\"", seen, StringComparison.Ordinal);
        Assert.Contains("dark", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_and_no_script_carries_script_or_style_of_its_own()
    {
        var root = Path.Combine(TestCluster.RepositoryRoot, "src", "Hongyan");
        var pages = Directory.EnumerateFiles(Path.Combine(root, "Features"), "*.cshtml", SearchOption.AllDirectories);
        var inline = from file in pages
                     where InlineScript().IsMatch(File.ReadAllText(file))
                     select Path.GetFileName(file);
        Assert.Empty(inline);
        var scripts = Directory.EnumerateFiles(Path.Combine(root, "wwwroot"), "*.js");
        Assert.DoesNotContain(scripts, file => Dangerous().IsMatch(File.ReadAllText(file)));
        using var client = await installation.ClientAsync();
        using var answer = await client.GetAsync("/no-such-page", TestContext.Current.CancellationToken);
        Assert.Contains("object-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    /// <summary>Of every page, with something in place of what stands for anything.</summary>
    private async Task<List<string>> AddressesAsync()
    {
        var endpoints = (await installation.ServiceAsync<EndpointDataSource>()).Endpoints.OfType<RouteEndpoint>();
        var addresses = endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not null)
            .Select(endpoint => "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.TrimStart('/'), match => Filled(match.Value)).TrimEnd('/'))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        Assert.InRange(addresses.Count, 80, 1000);
        return addresses;
    }

    private static string Filled(string parameter) =>
        parameter.Contains(":guid", StringComparison.Ordinal) ? Guid.CreateVersion7().ToString()
        : parameter.Contains(":int", StringComparison.Ordinal) ? "404"
        : parameter.Contains("handler", StringComparison.Ordinal) ? "" : "x";

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("""<script(?![^>]*\bsrc=)(?![^>]*type="application/json")[^>]*>|\son[a-z]+="|<style|javascript:""", RegexOptions.IgnoreCase)]
    private static partial Regex InlineScript();

    [GeneratedRegex(@"\beval\(|new Function\(|document\.write\(|\.innerHTML\s*=|insertAdjacentHTML|postMessage|localStorage|sessionStorage")]
    private static partial Regex Dangerous();
}
