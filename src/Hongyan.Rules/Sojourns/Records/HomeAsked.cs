using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host asked the home of a guest, or the office above it.</summary>
public sealed record HomeAsked : SojournEvent, IRecord
{
    public const string Membership = "membership";

    /// <summary>What a home outside can be asked: whether he is its member, and what only it can give or allow.</summary>
    internal static string[] Subjects { get; } = [Membership, "certificate", "dues", "review", "opinion", "transfer", "contact"];

    /// <summary>How word goes to a home outside and comes from it.</summary>
    internal static string[] Ways { get; } = ["phone", "letter", "fax", "mail", "visit", "envelope"];

    public static RecordType Type { get; } = new("home-asked")
    {
        Order = 121,
        Sides = Sides.Host,
        OfGuests = true,
        While = While.Ever,
        Fields =
        [
            new("what", FieldKind.Several, true, Subjects) { Default = Membership },
            new("way", FieldKind.Choice, true, Ways),
            new("to", FieldKind.Text, true),
            new("contact", FieldKind.Text),
            new("phone", FieldKind.Phone) { IsSecret = true, Cover = Cover.Phone },
        ],
        Causes = [new("reported-in")],
        Least = new Dictionary<string, object> { ["what"] = Array.Empty<string>() },
    };

    [JsonRequired]
    public IReadOnlyList<string> What { get; init; } = [];
    public string? Way { get; init; }

    /// <summary>Whom it was sent to, in words; <see cref="Entry"/> in the directory of organisations outside, where it is one of them.</summary>
    public string? To { get; init; }
    public Guid? Entry { get; init; }

    /// <summary>The person there, and his telephone.</summary>
    public string? Contact { get; init; }
    public string? Phone { get; init; }

    public bool IsAbout(string subject) => What.Contains(subject);
}
