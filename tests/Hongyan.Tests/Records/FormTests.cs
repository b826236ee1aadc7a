using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Records;

/// <summary>What anybody may be led to can be shown.</summary>
public sealed class FormTests(FormTests.Department department) : IClassFixture<FormTests.Department>
{
    public static TheoryData<string> Types => [.. RecordForm.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_type_has_a_form_that_can_be_shown(string type)
    {
        foreach (var side in new[] { "home", "host" })
        {
            var page =
                await department.Browser.GetAsync($"/Records/New?member={department.Sojourn.MemberId}&sojourn={department.Sojourn.Id}&type={type}&side={side}");
            Assert.Contains(page.QuerySelectorAll("main form, main .alert-warning"), _ => true);
        }
    }

    /// <summary>Somebody who sees both sides of a stay.</summary>
    public sealed class Department : IAsyncLifetime
    {
        private Village village = null!;

        public Sojourn Sojourn { get; private set; } = null!;

        public TestBrowser Browser { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            village = await Village.NewAsync();
            Sojourn = await village.AwayAsync("测试甲");
            Browser = await village.Installation.SignInAsync(Roles.Department, Village.County);
        }

        public ValueTask DisposeAsync()
        {
            Browser.Dispose();
            return village.DisposeAsync();
        }
    }
}
