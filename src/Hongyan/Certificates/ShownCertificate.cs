namespace Hongyan.Certificates;

/// <summary>What anybody may be told of a certificate: a state and, when there is one, who, number, issuer and how long.</summary>
/// <param name="State">valid, expired, lost, withdrawn, replaced, sealed (not yet issued), unknown, several (numbers that fit), guest (shown by
/// somebody registered outside), unreadable (a code that is not whole), elsewhere (signed by nobody known), dated (a list too old) or forged.</param>
public sealed record ShownCertificate(
    string State, string? Number = null, string? Name = null, string? Committee = null, DateOnly? IssuedOn = null, DateOnly? ValidUntil = null)
{
    public const string Unknown = "unknown";
    public const string Forged = "forged";
    public const string Unreadable = "unreadable";
    public const string Elsewhere = "elsewhere";
    public const string Valid = "valid";
    public const string Expired = "expired";
    public const string Withdrawn = "withdrawn";
    public const string Lost = "lost";
    public const string Several = "several";
    public const string OfGuest = "guest";
    public const string Dated = "dated";

    /// <summary>A number alone, and a signature of another algorithm: the page without a network can say nothing of them.</summary>
    public const string OfNumber = "number";
    public const string Uncheckable = "uncheckable";

    /// <summary>The installation that issued it, when that is another one, and the day its list is of.</summary>
    public string? Issuer { get; init; }
    public DateOnly? ListOn { get; init; }

    public bool IsValid => State == Valid;

    /// <summary>green: it holds; amber: nobody knows whether it still does; red: do not accept it; grey: nothing is vouched for.</summary>
    public string Colour => State switch
    {
        Valid => "green",
        Dated => "amber",
        Lost or Withdrawn or "replaced" or Forged => "red",
        _ => "grey",
    };

    public string Icon => Colour switch
    {
        "green" => "circle-check",
        "amber" => "clock",
        "red" => State is Forged ? "ban" : "circle-x",
        _ => "help-circle",
    };

    /// <summary>A signature stands behind who, number, committee and days.</summary>
    public bool IsVouchedFor => State is Valid or Dated or Expired or Withdrawn or Lost;
}
