using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Hongyan.Tests.Worklist;

namespace Hongyan.Tests.Records;

/// <summary>
/// One entry, two sides: writable.csv says for every field who may write it, told from the regime and not from the code.
/// Here it is held against what the application allows, for five roles on two sides.
/// </summary>
public sealed class WritableTests(WritableTests.SojournStates stays) : IClassFixture<WritableTests.SojournStates>
{
    private const string HostCounty = "002";
    private const string HostCommittee = "002.001";
    private const string HostBranch = "002.001.001";
    private static readonly IReadOnlyList<WritableField> All = Read();

    /// <summary>What people write.</summary>
    private static readonly IReadOnlyList<WritableField> Table = [.. All.Where(row => row.Home != "own")];

    /// <summary>What nobody types: the side that writes, the day of an announcement, a number given out, the record that is meant.</summary>
    private static readonly IReadOnlyList<WritableField> Own = [.. All.Where(row => row.Home == "own")];

    [Fact]
    public void The_table_has_a_line_for_every_field_there_is()
    {
        var fields = RecordForm.All.Values.SelectMany(form => form.Fields
            .Select(field => (form.Name, field.Name))
            .Append((form.Name, RecordInput.On))
            .Append((form.Name, RecordInput.Note)));
        Assert.Empty(fields.Except(Table.Select(row => (row.Type, row.Field))));
    }

    [Fact]
    public void Whatever_a_record_can_say_has_its_writer_or_is_the_applications_own()
    {
        var said = SojournRecords.Book.Classes
            .SelectMany(type => type.Key
                .GetProperties()
                .Where(property => property.CanWrite && property.Name is not (nameof(SojournEvent.Typed) or nameof(SojournEvent.Told))
                    && property.GetCustomAttribute<JsonIgnoreAttribute>() is null),
                (type, property) => (Type: type.Value.Name, Field: JsonNamingPolicy.CamelCase.ConvertName(property.Name)))
            .Order().ToList();
        var told = Table.Concat(Own).Select(row => (row.Type, row.Field)).Order().ToList();
        Assert.True(said.SequenceEqual(told),
            $"Without a line: {string.Join(' ', said.Except(told))}\nNo such field: {string.Join(' ', told.Except(said))}\n"
                + $"Twice: {string.Join(' ', told.GroupBy(one => one).Where(group => group.Skip(1).Any()).Select(group => group.Key))}");
    }

    [Theory]
    [Trait("part", "night")]
    [InlineData(Roles.Secretary, Side.Home, Village.Home)]
    [InlineData(Roles.Clerk, Side.Home, Village.HomeCommittee)]
    [InlineData(Roles.Department, Side.Home, Village.County)]
    [InlineData(Roles.Secretary, Side.Host, HostBranch)]
    [InlineData(Roles.Clerk, Side.Host, HostCommittee)]
    [InlineData(Roles.Department, Side.Host, HostCounty)]
    public async Task Staff_write_what_is_their_sides(string role, Side side, string org)
    {
        using var browser = await stays.Installation.SignInAsync(role, org);
        var actor = Acting.As(role, org);
        foreach (var group in Table.GroupBy(row => row.Type).Where(group => RecordForm.All.ContainsKey(group.Key)))
        {
            if (RecordForm.All[group.Key].OfGuests == true)
            {
                Assert.All(Enum.GetValues<Side>(), asked =>
                    Assert.Equal(asked == side && group.All(row => row.Allows(side, role)),
                        Writers.Refusal(group.Key, asked, actor, Village.Home, HostBranch) is null));
                continue; // no stay here has its home outside
            }
            var stay = stays.All.First(one => Writers.StateRefusal(group.Key, one) is null);
            foreach (var asked in Enum.GetValues<Side>())
            {
                var may = asked == side && group.All(row => row.Allows(side, role));
                var page = await browser.GetAsync($"/Records/New?member={stay.MemberId}&sojourn={stay.Id}&type={group.Key}&side={asked}");
                Assert.True(Writers.Refusal(group.Key, asked, actor, stay.HomePath, stay.HostPath) is null == may, $"{role} of {side} as {asked}, {group.Key}");
                if (browser.Path != "/Records/New")
                    continue; // a page of its own, which knows the side by itself
                var barred = browser.Status == HttpStatusCode.Forbidden && IsOfOthers(page.QuerySelector(".alert-warning")?.TextContent ?? "");
                Assert.True(barred != may, $"{role} of {side} as {asked}, {group.Key}: {browser.Status}, expected {(may ? "his own" : "another's")}");
                var form = RecordForm.All[group.Key].FieldsFor(isGuest: false).Select(field => field.Name)
                    .Append(RecordInput.On).Append(RecordInput.Note).ToHashSet();
                foreach (var row in group.Where(row => browser.Status == HttpStatusCode.OK && form.Contains(row.Field))) // some come only after others
                {
                    var there = page.QuerySelector($"[name='Values[{row.Field}]'], #Values_{row.Field}_") is not null;
                    Assert.True(there, $"{role} of {side} as {asked}, {group.Key}.{row.Field}");
                }
            }
        }
    }

    [Theory]
    [Trait("part", "night")]
    [InlineData(Roles.System)]
    [InlineData(Roles.Security)]
    [InlineData(Roles.Audit)]
    public async Task An_administrator_writes_nothing_on_either_side(string role)
    {
        using var browser = await stays.Installation.SignInAsync(role);
        foreach (var type in Table.Select(row => row.Type).Distinct())
        {
            await browser.GetAsync($"/Records/New?member={stays.All[0].MemberId}&sojourn={stays.All[0].Id}&type={type}");
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
        }
    }

    [Fact]
    public async Task A_member_writes_what_is_his_own_and_only_of_his_own_stay()
    {
        using var browser = await stays.Installation.SignInAsync(Roles.Member, memberId: stays.All[2].MemberId);
        var self = Acting.As(Roles.Member, member: stays.All[2].MemberId);
        foreach (var group in Table.GroupBy(row => row.Type))
        {
            await browser.GetAsync($"/Records/New?member={stays.All[2].MemberId}&sojourn={stays.All[2].Id}&type={group.Key}");
            Assert.Equal(HttpStatusCode.Forbidden, browser.Status);
            var may = group.All(row => row.Member == "self") && SojournRecords.Book[group.Key].OfGuests != true; // he is a member here
            Assert.True(Writers.MemberRefusal(group.Key, self, stays.All[2]) is null == may, group.Key);
            Assert.Equal("refusal.member", Writers.MemberRefusal(group.Key, self, stays.All[1]));
        }
    }

    /// <summary>Whether a page says that the record is another side's or the committee's.</summary>
    private static bool IsOfOthers(string refusal) =>
        new[] { "refusal.home", "refusal.host", "refusal.committee" }
            .Any(key => refusal.Contains(TextBook.Whole.Folders["Records"][key][TextBook.Chinese], StringComparison.Ordinal));

    private static IReadOnlyList<WritableField> Read() =>
    [
        .. File.ReadLines(Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "Records", "writable.csv")).Skip(1)
            .Select(line => line.Split(',')).Select(cells => new WritableField(cells[0], cells[1], cells[2], cells[3], cells[4])),
    ];

    /// <summary>One stay in each state; nothing is written here, so all questions share them.</summary>
    public sealed class SojournStates : IAsyncLifetime
    {
        private Village village = null!;

        public TestInstallation Installation => village.Installation;

        public IReadOnlyList<Sojourn> All { get; private set; } = [];

        public async ValueTask InitializeAsync()
        {
            village = await Village.NewAsync();
            await Installation.AddOrganizationAsync(HostCounty, "外县组织部", "organization-department");
            await Installation.AddOrganizationAsync(HostCommittee, "外县街道党工委", "committee");
            await Installation.AddOrganizationAsync(HostBranch, "外县社区党支部");
            var (on, later) = (new DateOnly(2026, 2, 1), new DateOnly(2026, 4, 1));
            All =
            [
                await village.AwayAsync("测试甲", host: HostBranch),
                await village.AwayAsync("测试乙", host: HostBranch, happened: [new ReportedIn { On = on }]),
                await village.AwayAsync("测试丙", host: HostBranch, happened: [new ReportedIn { On = on }, new Placed { On = on }]),
                await village.AwayAsync("测试丁", host: HostBranch, happened: [new ReportedIn { On = on }, new Placed { On = on }, new Returned { On = later }]),
                await village.AwayAsync("测试戊", host: HostBranch, departs: new DateOnly(2025, 10, 1),
                    happened: [new MarkedLost { On = new DateOnly(2026, 4, 10), Reason = "1" }]),
            ];
        }

        public ValueTask DisposeAsync() => village.DisposeAsync();
    }

    /// <param name="Home">branch (and its superiors), committee, nobody, or own: the application writes it; so <paramref name="Host"/>.</param>
    /// <param name="Member">self or nobody.</param>
    private sealed record WritableField(string Type, string Field, string Home, string Host, string Member)
    {
        public bool Allows(Side side, string role) => (side == Side.Home ? Home : Host) switch
        {
            "branch" => true,
            "committee" => role is Roles.Clerk or Roles.Department,
            _ => false,
        };
    }
}
