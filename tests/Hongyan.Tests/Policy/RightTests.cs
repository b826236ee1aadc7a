using System.Net;
using Hongyan.Platform;

namespace Hongyan.Tests.Policy;

public sealed class RightTests : IAsyncLifetime
{
    private TestInstallation installation = null!;

    public async ValueTask InitializeAsync() => installation = await TestInstallation.LentAsync();

    public ValueTask DisposeAsync() => installation.DisposeAsync();

    [Theory]
    [InlineData(Roles.Secretary, "001.001.001")]
    [InlineData(Roles.Clerk, "001.001")]
    [InlineData(Roles.Member, null)]
    [InlineData(Roles.Security, null)]
    public async Task Everybody_reads_policy_and_only_the_organisation_department_changes_it(string role, string? place)
    {
        using var browser = await installation.SignInAsync(role, place);
        var index = await browser.GetAsync("/Policy");
        Assert.Null(index.QuerySelector("main form"));
        var profile = await browser.GetAsync("/Policy/Profiles/national");
        Assert.Equal(HttpStatusCode.OK, browser.Status);
        Assert.Null(profile.QuerySelector("main a.btn"));
        foreach (var address in new[]
        {
            "/Policy/Profiles/national/Change?parameter=contact.home.interval",
            "/Policy/Profiles/national/Confirm?parameter=contact.home.interval&value=%22month%22&from=2030-01-01&clauses=facts-3&reason=x",
            "/Policy/Choose?organization=001&profile=national&reason=x",
            $"/Policy/Recomputing/{Guid.Empty}",
        })
        {
            await browser.GetAsync(address);
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        }
    }

    [Fact]
    public async Task A_department_chooses_for_no_organisation_beside_it()
    {
        await installation.AddOrganizationAsync("002");
        using var browser = await installation.SignInAsync(Roles.Department, "001");
        await browser.GetAsync("/Policy/Choose?organization=002&profile=national&reason=x");
        Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
    }

    [Fact]
    public async Task A_reason_is_as_long_in_an_address_as_in_its_form()
    {
        using var browser = await installation.SignInAsync(Roles.Department, "001");
        var (longest, longer) = (new string('因', 500), new string('因', 501));
        var own = await Laying.LayAsync(installation, "001");
        foreach (var (address, refused) in new[]
        {
            ("/Policy/Choose?organization=001&profile=two-way-c&reason=", "/Policy"),
            ($"/Policy/Profiles/{own}/Confirm?parameter=contact.home.interval&value=%22month%22&from=2030-01-01&clauses=facts-3&reason=",
                $"/Policy/Profiles/{own}/Change"),
        })
        {
            await browser.GetAsync(address + Uri.EscapeDataString(longest));
            Assert.Equal(HttpStatusCode.OK, browser.Status);
            Assert.EndsWith(address.Split('?')[0].Split('/')[^1], browser.Path, StringComparison.Ordinal);
            var answer = await browser.GetAsync(address + Uri.EscapeDataString(longer));
            Assert.Equal(refused, browser.Path);
            Assert.DoesNotContain(longer, answer.Body!.TextContent, StringComparison.Ordinal);
        }
    }
}
