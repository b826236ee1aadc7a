namespace Hongyan.Platform;

/// <summary>As what somebody can be appointed.</summary>
internal static class Roles
{
    public const string Secretary = "secretary";
    /// <summary>Keeps in touch with members for a branch, and decides nothing.</summary>
    public const string Contact = "contact";
    public const string Clerk = "clerk";
    public const string Department = "department";
    /// <summary>Heads an organisation of floating members: the host's side, never that of registration.</summary>
    public const string Floating = "floating";
    public const string Member = "member";
    /// <summary>Installation, backups, health.</summary>
    public const string System = "system";
    /// <summary>Accounts, roles, the policy of signing in.</summary>
    public const string Security = "security";
    /// <summary>Reads the audit log.</summary>
    public const string Audit = "audit";

    public static IReadOnlyList<string> All { get; } = [Secretary, Contact, Clerk, Department, Floating, Member, System, Security, Audit];

    /// <summary>Those who work with members, each for an organisation and what lies below it.</summary>
    public static IReadOnlyList<string> OfOrganizations { get; } = [Secretary, Contact, Clerk, Department, Floating];

    /// <summary>A role is for the level it works on: a secretary for a branch, a clerk for a committee.</summary>
    public static IReadOnlyDictionary<string, string[]> KindsOf { get; } = new Dictionary<string, string[]>
    {
        [Secretary] = ["branch"],
        [Contact] = ["branch", "floating-organization"],
        [Clerk] = ["committee"],
        [Department] = ["organization-department"],
        [Floating] = ["floating-organization"],
    };

    /// <summary>Three people apart; none of them sees member data.</summary>
    public static IReadOnlyList<string> Administrators { get; } = [System, Security, Audit];
}
