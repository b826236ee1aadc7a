using System.Security.Claims;
using Hongyan.Data;

namespace Hongyan.Platform;

/// <summary>Who acts in this request. Nobody signed in: no account, no role, no scope.</summary>
public sealed class Actor
{
    private const string AccountClaim = "account";
    private const string AppointmentClaim = "appointment";
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

    /// <summary>What limits count by.</summary>
    internal string Network => ClientNetwork.Of(Address);

    public Guid? AccountId => Id(AccountClaim);

    /// <summary>The appointment in which this session works; nothing for who has none at present.</summary>
    public Guid? AppointmentId => Id(AppointmentClaim);

    public string? DisplayName => _principal?.FindFirstValue(NameClaim);

    public string? Role => _principal?.FindFirstValue(RoleClaim);

    /// <summary>The top of what he sees; members and administrators have none.</summary>
    public string? OrgPath => _principal?.FindFirstValue(OrgPathClaim);

    public Guid? MemberId => Id(MemberClaim);

    /// <summary>Whether the role speaks for the side where members are registered.</summary>
    public bool ServesHome => Role is not Roles.Floating;

    /// <summary>Changes with the password; an older one is no longer valid.</summary>
    internal string? Stamp => _principal?.FindFirstValue(StampClaim);

    /// <summary>The session that this browser carries on.</summary>
    internal Guid? SessionId => Id(SessionClaim);

    public bool Can(string policy) => Access.Allows(policy, Role);

    internal static ClaimsPrincipal Principal(Account account, Appointment? appointment, string scheme, Guid? session = null)
    {
        var identity = new ClaimsIdentity(scheme, NameClaim, RoleClaim);
        Add(AccountClaim, account.Id.ToString());
        Add(NameClaim, account.DisplayName);
        Add(AppointmentClaim, appointment?.Id.ToString());
        Add(RoleClaim, appointment?.Role);
        Add(OrgPathClaim, appointment?.OrgPath);
        Add(MemberClaim, appointment?.Role == Roles.Member ? account.MemberId?.ToString() : null);
        Add(StampClaim, account.SecurityStamp);
        Add(SessionClaim, session?.ToString());
        return new ClaimsPrincipal(identity);

        void Add(string type, string? value)
        {
            if (value is not null) identity.AddClaim(new Claim(type, value));
        }
    }

    /// <summary>Whoever owns the account and nothing else: without role, organisation and member.</summary>
    internal static Actor Owner(Guid account) =>
        new(new ClaimsPrincipal(new ClaimsIdentity([new Claim(AccountClaim, account.ToString())], "owner", NameClaim, RoleClaim)));

    private Guid? Id(string claim) => Guid.TryParse(_principal?.FindFirstValue(claim), out var id) ? id : null;
}
