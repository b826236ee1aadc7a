using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Hongyan.Tests.Borders;

/// <summary>
/// What knows what. feature-arrows.csv holds every arrow from one feature to another, so that a new one is a line that somebody has to want;
/// HONGYAN_WRITE_ARROWS=1 writes it anew.
/// </summary>
public sealed class BorderTests
{
    // Pairs of features that know each other. It may only fall: lower it with every pair that is parted.
    private const int BothWays = 0;
    private const string Features = "Hongyan.Features";
    private const string Pages = "AspNetCoreGeneratedDocument";

    private static readonly System.Reflection.Assembly Rules = typeof(SojournEvent).Assembly;
    private static readonly Lazy<Architecture> Program = new(() => new ArchLoader().LoadAssemblies(typeof(Web).Assembly, Rules).Build());
    private static readonly string File = Path.Combine(TestCluster.RepositoryRoot, "tests", "Hongyan.Tests", "Borders", "feature-arrows.csv");

    // The longest first: what lies deeper belongs to the same feature.
    private static readonly (string Namespace, string Name)[] Folders =
        [.. Manifests.All.Select(feature => (feature.GetType().Namespace!, feature.Name)).OrderByDescending(feature => feature.Item1.Length)];

    [Fact]
    public void The_rules_know_nothing_of_the_program() =>
        Types().That().ResideInAssembly(Rules).Should().NotDependOnAny(Types().That().ResideInAssembly(typeof(Web).Assembly)).Check(Program.Value);

    [Fact]
    public void The_rules_know_no_database_no_web_no_files_and_no_clock()
    {
        string[] outside = ["Microsoft.", "Npgsql", "System.Net.", "System.IO.File", "System.IO.Directory", "System.TimeProvider"];
        Assert.Empty(Program.Value.Types.Where(type => Rules.GetName().Name is { } rules && type.FullName.StartsWith(rules, StringComparison.Ordinal))
            .SelectMany(type => type.Dependencies.Select(one => $"{type.FullName} → {one.Target.FullName}")
                .Where(arrow => outside.Any(one => arrow.Contains("→ " + one, StringComparison.Ordinal)))));
    }

    [Fact]
    public void What_features_stand_on_knows_no_feature() =>
        Types().That().ResideInNamespaceMatching(@"^Hongyan\.(Platform|Data|Documents|Certificates|Envelopes|Records)(\.|$)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching($"^({Features}|{Pages})")).Check(Program.Value);

    [Fact]
    public void Platform_data_documents_and_certificates_know_no_records() =>
        Types().That().ResideInNamespaceMatching(@"^Hongyan\.(Platform|Data|Documents|Certificates|Envelopes)(\.|$)")
            .Should().NotDependOnAny(Types().That().ResideInNamespaceMatching(@"^Hongyan\.Records(\.|$)")).Check(Program.Value);

    [Fact]
    public async Task Between_features_there_are_the_arrows_of_the_file()
    {
        var arrows = (from type in Program.Value.Types
                      let source = FeatureOf(type)
                      where source is not null
                      from one in type.Dependencies
                      let target = FeatureOf(one.Target)
                      where target is not null && target != source
                      select (From: source, To: target)).ToHashSet();
        var back = arrows.Where(arrow => arrows.Contains((arrow.To, arrow.From))).ToHashSet();
        string[] lines =
        [
            "from,to,back",
            .. arrows.Select(arrow => $"{arrow.From},{arrow.To},{(back.Contains(arrow) ? "back" : "")}").Order(StringComparer.Ordinal),
        ];
        var written = await System.IO.File.ReadAllLinesAsync(File, TestContext.Current.CancellationToken);
        if (Environment.GetEnvironmentVariable("HONGYAN_WRITE_ARROWS") is not null)
            await System.IO.File.WriteAllLinesAsync(File, lines, TestContext.Current.CancellationToken);
        Assert.Equal(BothWays, back.Count / 2);
        Assert.Equal(written, lines);
    }

    /// <summary>By its namespace, and of a page by the folder it was made from.</summary>
    private static string? FeatureOf(IType type)
    {
        if (type.FullName.StartsWith(Pages + ".Features_", StringComparison.Ordinal))
            return type.FullName.Split('_')[1];
        var own = type.Namespace?.FullName + ".";
        return Array.Find(Folders, folder => own.StartsWith(folder.Namespace + ".", StringComparison.Ordinal)).Name;
    }
}
