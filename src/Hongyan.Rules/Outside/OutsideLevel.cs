using System.Text.RegularExpressions;

namespace Hongyan.Rules.Outside;

/// <summary>The levels of organisations outside, and what a name says of its own.</summary>
public static partial class OutsideLevel
{
    public const string Branch = "branch", GeneralBranch = "general-branch", Committee = "committee", Department = "organization-department",
        Floating = "floating-organization", Other = "other";

    public static IReadOnlyList<string> All { get; } = [Branch, GeneralBranch, Committee, Department, Floating, Other];

    /// <summary>As its last words say; whoever knows better says so.</summary>
    public static string Of(string name) => name switch
    {
        _ when name.Contains("流动党员", StringComparison.Ordinal) => Floating,
        _ when name.Contains("总支", StringComparison.Ordinal) => GeneralBranch,
        _ when BranchEnd().IsMatch(name) => Branch,
        _ when name.EndsWith("组织部", StringComparison.Ordinal) || DepartmentEnd().IsMatch(name) => Department,
        _ when CommitteeEnd().IsMatch(name) => Committee,
        _ => Other,
    };

    [GeneratedRegex("支部(?:委员会)?$")]
    private static partial Regex BranchEnd();

    [GeneratedRegex("[省市区县州旗盟]委(?:员会)?$")]
    private static partial Regex DepartmentEnd();

    [GeneratedRegex("(?:党委|委员会|党工委|工委|党组)$")]
    private static partial Regex CommitteeEnd();
}
