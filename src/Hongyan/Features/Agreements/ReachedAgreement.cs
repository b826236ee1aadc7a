using Hongyan.Records;
using Hongyan.Rules.Agreements;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Agreements;

/// <summary>A party as stays are compared with it.</summary>
/// <param name="Path">Nothing where it is outside.</param>
/// <param name="Region">Its administrative division.</param>
internal sealed record ReachedParty(string Side, string Name, string Kind, string? Path, string? Region, string? Phone, Guid? OrgId);

/// <summary>Where a stay lies between two organisations, and whose it is.</summary>
/// <param name="HostName">The host in words, where it is outside.</param>
internal sealed record StayPlace(string? HomePath, string? HostPath, string? HostName, string? DestinationCode, string? Destination, string Member);

/// <summary>An agreement or pairing as stays see it: who its parties are, and which of its texts hold.</summary>
internal sealed record ReachedAgreement(Guid Owner, Guid Id, string Kind, IReadOnlyList<ReachedParty> Parties, AgreementTexts Texts)
{
    private const string Department = "organization-department";
    private const int CountyCode = 6;
    private static readonly char[] Between = ['\n', '、', '，', ',', '；', ';'];

    public ReachedParty PartyOf(string side) => Parties.First(party => party.Side == side);

    /// <summary>How far down its parties stand: of two agreements that of the lower parties wins.</summary>
    public int Depth => Parties.Sum(party => party.Path?.Split('.').Length ?? 0);

    /// <summary>Whether a text covers a stay: home lies at or below one party and the host at or below the other, in the direction that it names.</summary>
    public bool Covers(AgreementDrafted text, StayPlace stay) =>
        ((text.Direction is "out" or "both" && IsBetween(PartyOf("proposer"), PartyOf("partner"), stay))
            || (text.Direction is "in" or "both" && IsBetween(PartyOf("partner"), PartyOf("proposer"), stay)))
        && IsNamed(text, stay);

    private static bool IsBetween(ReachedParty home, ReachedParty host, StayPlace stay) =>
        home.Path is { } top && Writers.Within(stay.HomePath, top) && LivesAt(host, stay);

    /// <summary>By the host, here or outside; while there is none, by the county of the destination.</summary>
    private static bool LivesAt(ReachedParty host, StayPlace stay) => stay switch
    {
        { HostPath: { } at } => host.Path is { } top && Writers.Within(at, top),
        { HostName: { } name } => host.Path is null && host.Name == name,
        { DestinationCode: { Length: >= CountyCode } code } => host is { Kind: Department, Region: { Length: CountyCode } region }
            && !region.EndsWith("00", StringComparison.Ordinal) && code.StartsWith(region, StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsNamed(AgreementDrafted text, StayPlace stay)
    {
        if (text.Covers is not ("list" or "places"))
            return true;
        var said = (text.Coverage ?? "").Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return text.Covers == "list" ? said.Contains(stay.Member)
            : Array.Exists(said, place => stay.Destination?.Contains(place, StringComparison.Ordinal) == true);
    }
}

/// <summary>An agreement or pairing that covers a stay, with the text that does.</summary>
internal sealed record CoveringTerms(ReachedAgreement Agreement, TextVersion Version) : AgreedTerms
{
    public string Title => Version.Text.Title ?? "";
}
