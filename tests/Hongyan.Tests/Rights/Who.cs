using System.Net;
using Hongyan.Platform;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Rights;

/// <summary>Somebody who asks for pages: nobody, or a role in the county of the case or in a foreign one.</summary>
internal sealed record Who(string Name, string? Role = null, string? Org = null, bool IsForeign = false)
{
    public static IReadOnlyList<Who> All { get; } =
    [
        new("nobody"),
        new("secretary", Roles.Secretary, Village.Home),
        new("contact", Roles.Contact, Village.Home),
        new("clerk", Roles.Clerk, Village.HomeCommittee),
        new("department", Roles.Department, Village.County),
        new("floating", Roles.Floating, Case.FloatingHost),
        new("member", Roles.Member),
        new("system", Roles.System),
        new("security", Roles.Security),
        new("audit", Roles.Audit),
        new("foreign secretary", Roles.Secretary, Case.ForeignBranch, IsForeign: true),
        new("foreign contact", Roles.Contact, Case.ForeignBranch, IsForeign: true),
        new("foreign clerk", Roles.Clerk, Case.ForeignCommittee, IsForeign: true),
        new("foreign department", Roles.Department, Case.ForeignCounty, IsForeign: true),
        new("foreign floating", Roles.Floating, Case.ForeignFloating, IsForeign: true),
        new("foreign member", Roles.Member, IsForeign: true),
    ];

    /// <summary>Whether the case is his to read and to write in.</summary>
    public bool IsConcerned => !IsForeign && Role is not null && !Roles.Administrators.Contains(Role);

    public async Task<Visitor> EnterAsync(Case one)
    {
        var browser = Role is null
            ? await one.Installation.BrowserAsync()
            : await one.Installation.SignInAsync(Role, Org, Role != Roles.Member ? null : IsForeign ? one.ForeignMember : one.Stay.MemberId);
        var page = await browser.GetAsync(Role is null ? "/Account/SignIn" : "/Account/Password");
        return new Visitor(browser.Client, page.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!,
            IsConcerned ? [] : one.Secrets);
    }
}

/// <summary>Asks, follows nothing, and says in one word what came back.</summary>
/// <param name="token">Without it everything that is sent would be refused before anybody asks who sends it.</param>
/// <param name="secrets">What must not stand on any page he is shown.</param>
internal sealed class Visitor(HttpClient client, string token, IReadOnlyList<string> secrets) : IDisposable
{
    public async Task<string> AskAsync(Handler handler)
    {
        if (handler is { Page: "/Account/SignOut", Method: "POST" } or { Page: "/Account/Own", Of: "Everywhere" })
            return "not asked"; // it would end the visit
        using var request = new HttpRequestMessage(new HttpMethod(handler.Method), handler.Url);
        if (handler.Method == "POST")
            request.Content = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", token)]);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode < 500, $"{handler.Name} {handler.Url}: {answer.StatusCode}");
        foreach (var secret in secrets)
            Assert.False(body.Contains(secret, StringComparison.Ordinal), $"{handler.Name} {handler.Url} shows {secret}");
        return answer.StatusCode switch
        {
            HttpStatusCode.Forbidden => "deny",
            HttpStatusCode.NotFound => "none",
            HttpStatusCode.Redirect when answer.Headers.Location!.OriginalString.Contains("/Account/SignIn?", StringComparison.Ordinal) => "sign-in",
            _ => "allow",
        };
    }

    public void Dispose() => client.Dispose();
}
