namespace Hongyan.Platform;

/// <summary>A page of the demonstration, who is there, and how: an address, then what has to be pressed, each a selector. Tests go there.</summary>
/// <param name="Who">One of <see cref="As"/>.</param>
public sealed record Place(string Name, string Who, string Address, params string[] Presses)
{
    /// <summary>Sends the form of the page, to see how it refuses what is empty or wrong.</summary>
    public const string Send = "main form[method=post] .btn-primary";

    /// <summary>In the worklist by members.</summary>
    public const string FirstMember = "#list .card-title a";

    /// <summary>With what the page is answered.</summary>
    public int Status { get; init; } = 200;

    public override string ToString() => Name;
}

/// <summary>The people of the demonstration who are signed in somewhere.</summary>
public static class As
{
    public const string Home = "home";
    public const string Host = "host";
    public const string Clerk = "clerk";
    public const string Department = "department";
    public const string Member = "member";
    public const string Operator = "system";
    public const string Security = "security";
    public const string Audit = "audit";
    public const string Nobody = "nobody";
}
