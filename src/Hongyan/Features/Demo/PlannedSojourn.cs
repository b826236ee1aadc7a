namespace Hongyan.Features.Demo;

/// <summary>Where a stay leads.</summary>
internal enum HostKind
{
    /// <summary>Nobody there knows of the member.</summary>
    None,

    /// <summary>The branch whose secretary has the sign-in of the host side.</summary>
    HostBranch,

    /// <summary>The committee above that branch: it has named nobody yet.</summary>
    HostCommittee,

    /// <summary>Another branch of the county.</summary>
    County,
    FloatingOrganization,

    /// <summary>An organisation that is not of this installation.</summary>
    Outside,
}

/// <summary>One stay as it is planned; days are counted back from today, so that the county is never out of date.</summary>
/// <param name="State">The state it is to be in today.</param>
/// <param name="Departed">Days since departure; negative when it is still to come.</param>
/// <param name="Since">Days since the event that led to the state: arrival, refusal, return …</param>
internal sealed record PlannedSojourn(string State, int Departed, int Since, HostKind Host, string? Home = null)
{
    /// <summary>So many days after departure somebody noticed, and the departure was registered.</summary>
    public int LateBy { get; init; }

    /// <summary>He was with the floating organisation before he came to his present host.</summary>
    public bool Moved { get; init; }

    /// <summary>Nothing has been heard of the member since spring.</summary>
    public bool Silent { get; init; }

    /// <summary>His branch has marked him as out of contact.</summary>
    public bool Lost { get; init; }

    /// <summary>The member is on probation, which ends in so many days.</summary>
    public int? ProbationEnds { get; init; }

    private const string OfSignIn = DemoOrganizations.HomeBranch;

    /// <summary>Sixty stays in every state.</summary>
    public static IReadOnlyList<PlannedSojourn> All { get; } =
    [
        new("reported", -3, 4, HostKind.None, OfSignIn),
        new("reported", -8, 2, HostKind.None),
        new("reported", -15, 6, HostKind.HostBranch),
        new("reported", -24, 5, HostKind.None),

        new("away", 12, 0, HostKind.None, OfSignIn),
        new("away", 20, 0, HostKind.HostBranch),
        new("away", 41, 0, HostKind.None, OfSignIn),
        new("away", 47, 0, HostKind.None) { LateBy = 16 },
        new("away", 75, 0, HostKind.None) { LateBy = 30 },
        new("away", 96, 0, HostKind.None),
        new("away", 120, 0, HostKind.None, OfSignIn) { ProbationEnds = 55 },
        new("away", 150, 0, HostKind.None),
        new("away", 205, 0, HostKind.None) { ProbationEnds = 280 },
        new("away", 260, 0, HostKind.None, OfSignIn) { Silent = true, Lost = true },
        new("away", 300, 0, HostKind.None) { Silent = true },
        new("away", 330, 0, HostKind.None),
        new("away", 365, 0, HostKind.None) { LateBy = 45 },
        new("away", 390, 0, HostKind.None) { Silent = true },

        new("reported-in", 25, 3, HostKind.HostBranch, OfSignIn),
        new("reported-in", 33, 6, HostKind.Outside),
        new("reported-in", 40, 9, HostKind.HostBranch),
        new("reported-in", 52, 12, HostKind.HostCommittee, OfSignIn),
        new("reported-in", 44, 4, HostKind.HostCommittee, OfSignIn),
        new("reported-in", 110, 22, HostKind.Outside),
        new("reported-in", 28, 1, HostKind.FloatingOrganization),

        new("refused", 60, 18, HostKind.Outside),
        new("refused", 95, 30, HostKind.County),
        new("refused", 140, 45, HostKind.Outside, OfSignIn),

        new("placed", 50, 0, HostKind.HostBranch, OfSignIn),
        new("placed", 65, 0, HostKind.County),
        new("placed", 80, 0, HostKind.Outside),
        new("placed", 100, 0, HostKind.HostBranch, OfSignIn) { ProbationEnds = 10 },
        new("placed", 125, 0, HostKind.FloatingOrganization),
        new("placed", 145, 0, HostKind.HostBranch) { ProbationEnds = -20 },
        new("placed", 160, 0, HostKind.Outside),
        new("placed", 185, 0, HostKind.County) { ProbationEnds = 40 },
        new("placed", 200, 0, HostKind.HostBranch),
        new("placed", 220, 0, HostKind.FloatingOrganization, OfSignIn) { ProbationEnds = 150 },
        new("placed", 240, 0, HostKind.Outside) { LateBy = 20 },
        new("placed", 265, 0, HostKind.County),
        new("placed", 290, 0, HostKind.HostBranch, OfSignIn),
        new("placed", 310, 0, HostKind.Outside),
        new("placed", 335, 0, HostKind.HostBranch) { Moved = true },
        new("placed", 355, 0, HostKind.FloatingOrganization),
        new("placed", 380, 0, HostKind.County) { LateBy = 12 },
        new("placed", 400, 0, HostKind.Outside),

        new("returned", 380, 5, HostKind.Outside, OfSignIn),
        new("returned", 350, 12, HostKind.HostBranch),
        new("returned", 310, 20, HostKind.None),
        new("returned", 260, 40, HostKind.County),
        new("returned", 210, 75, HostKind.None),
        new("returned", 170, 100, HostKind.Outside),
        new("returned", 120, 30, HostKind.None),

        new("transferred", 395, 15, HostKind.Outside),
        new("transferred", 340, 45, HostKind.Outside),
        new("transferred", 280, 90, HostKind.County),
        new("transferred", 230, 120, HostKind.Outside),

        new("cancelled", 30, 27, HostKind.None),
        new("cancelled", 90, 86, HostKind.None),
        new("cancelled", 200, 194, HostKind.None),
    ];
}
