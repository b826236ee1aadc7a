using System.Security.Claims;
using Hongyan.Data;

namespace Hongyan.Platform;

/// <summary>Who acts in this request. Nobody signed in: no account, no role, no scope.</summary>
public sealed class Actor
{
    private const string AccountClaim = "account";
    private const string NameClaim = "name";
    private const string RoleClaim = "role";
    private const string OrgPathClaim = "org";
    private const string MemberClaim = "member";
    private const string StampClaim = "stamp";
    private const string SessionClaim = "session";

    private readonly ClaimsPrincipal? _principal;

    public Actor(ClaimsPrincipal? principal, string? address = null)
    {
        _principal = principal?.Identity is { IsAuthenticated: true } ? principal : null;
        Address = address;
    }

    /// <summary>Where the request came from; nothing for the command line and for jobs.</summary>
    public string? Address { get; }

    public Guid? AccountId => Id(AccountClaim);

    public string? DisplayName => _principal?.FindFirstValue(NameClaim);

    public string? Role => _principal?.FindFirstValue(RoleClaim);

    /// <summary>The top of what he sees; members and administrators have none.</summary>
    public string? OrgPath => _principal?.FindFirstValue(OrgPathClaim);

    public Guid? MemberId => Id(MemberClaim);

    /// <summary>Changes with the password, the role and the organisation; an older one is no longer valid.</summary>
    internal string? Stamp => _principal?.FindFirstValue(StampClaim);

    /// <summary>The session that this browser carries on.</summary>
    internal Guid? SessionId => Id(SessionClaim);

    public bool Can(string policy) => Access.Allows(policy, Role);

    internal static ClaimsPrincipal Principal(Account account, string scheme, Guid? session = null)
    {
        var identity = new ClaimsIdentity(scheme, NameClaim, RoleClaim);
        Add(AccountClaim, account.Id.ToString());
        Add(NameClaim, account.DisplayName);
        Add(RoleClaim, account.Role);
        Add(OrgPathClaim, account.OrgPath);
        Add(MemberClaim, account.MemberId?.ToString());
        Add(StampClaim, account.SecurityStamp);
        Add(SessionClaim, session?.ToString());
        return new ClaimsPrincipal(identity);

        void Add(string type, string? value)
        {
            if (value is not null) identity.AddClaim(new Claim(type, value));
        }
    }

    private Guid? Id(string claim) => Guid.TryParse(_principal?.FindFirstValue(claim), out var id) ? id : null;
}
