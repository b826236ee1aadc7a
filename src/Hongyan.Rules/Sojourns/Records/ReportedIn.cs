using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The member reported to an organisation where he now lives.</summary>
public sealed record ReportedIn : SojournEvent, IRecord
{
    public const string Signature = "signature";
    public const string Certificate = "certificate";
    public const string Letter = "letter";
    public const string Nothing = "nothing";
    private const string NotAsked = "not-asked";

    // nobody is made to say that he saw what he did not see
    private static readonly string[] Checks = ["seen", "not-seen", NotAsked];

    public static RecordType Type { get; } = new("reported-in")
    {
        Order = 120,
        Sides = Sides.Host,
        Usual = 2,
        Fields =
        [
            new("shown", FieldKind.Choice, true, Signature, Certificate, Letter, Nothing) { OfGuests = true },
            new("number", FieldKind.Text) { OfGuests = true },
            new("letterKind", FieldKind.Choice, false, "transfer", "certifying", "list", "other") { OfGuests = true },
            new("letterOn", FieldKind.Date) { OfGuests = true },
            new("homeSaid", FieldKind.Text) { OfGuests = true },
            new("homePhone", FieldKind.Text) { OfGuests = true, IsSecret = true, Cover = Cover.Phone },
            new("homeUnknown", FieldKind.YesNo) { OfGuests = true },
            new("document", FieldKind.Choice, false, Checks) { OfGuests = true, Default = NotAsked },
            new("photo", FieldKind.Choice, false, Checks) { OfGuests = true, Default = NotAsked },
            new("seal", FieldKind.Choice, false, Checks) { OfGuests = true, Default = NotAsked },
        ],
        Check = typed => typed["shown"] switch
        {
            Certificate when typed["number"] is null => [new("number", "invalid.required")],
            Letter when typed["letterKind"] is null => [new("letterKind", "invalid.required")],
            _ => [],
        },
        Causes = [DepartureReported.Departure],
        CauseClause = "A-2.3.2a",
        Steps = Step.To(SojournState.ReportedIn, [.. SojournState.Running, SojournState.Announced]), // also at another host
        OrderInDay = 1,
        NamesHost = true,
    };

    /// <summary>The committee or branch that received him.</summary>
    public string? Organization { get; init; }

    /// <summary>What a guest showed of his membership: signature, certificate, letter or nothing. A member is known here.</summary>
    public string? Shown { get; init; }

    /// <summary>The number and day of the paper he showed, and what kind of letter it is: transfer, certifying, list or other.</summary>
    public string? Number { get; init; }
    public string? LetterKind { get; init; }
    public DateOnly? LetterOn { get; init; }

    /// <summary>His home and its telephone, in his own words; he may not be able to say.</summary>
    public string? HomeSaid { get; init; }
    public string? HomePhone { get; init; }

    /// <summary>The entry of his home in the directory of organisations outside, where a list names it.</summary>
    public Guid? HomeEntry { get; init; }
    public bool HomeUnknown { get; init; }

    /// <summary>His ID document, the photo of the certificate and its seal: seen, not-seen or not-asked.</summary>
    public string? Document { get; init; }
    public string? Photo { get; init; }
    public string? Seal { get; init; }

    public override void Apply(ISojournState state) => state.HostPath = Organization ?? state.HostPath;

    public override Refusal? RefusalIn(ISojournState state) =>
        Organization is null && state is { State: SojournState.ReportedIn or SojournState.Placed, HostPath: not null }
            ? Refusal.Of("refusal.reported-already")
            : null;

    public override bool IsSignOfLife() => true;
}
