using System.Text.RegularExpressions;
using Hongyan.Platform;

namespace Hongyan.Tests.Shell;

public sealed partial class AdvisoryLockTests
{
    [Fact]
    public void Nothing_but_the_enumeration_names_an_advisory_lock()
    {
        var source = Path.Combine(TestCluster.RepositoryRoot, "src");
        var naming = from file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
                     where file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".sql", StringComparison.Ordinal)
                     where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
                     where Call().IsMatch(File.ReadAllText(file))
                     select Path.GetRelativePath(source, file);
        Assert.Equal([Path.Combine("Hongyan", "Platform", "AdvisoryLock.cs")], naming);
    }

    [Fact]
    public void No_two_locks_share_a_number()
    {
        var numbers = Enum.GetValuesAsUnderlyingType<AdvisoryLock>().Cast<long>().ToList();
        Assert.Equal(Enum.GetNames<AdvisoryLock>().Length, numbers.Distinct().Count());
    }

    [GeneratedRegex(@"pg_(try_)?advisory")]
    private static partial Regex Call();
}
