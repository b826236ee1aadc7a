using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;

namespace Hongyan.Features.Policy;

/// <summary>
/// The layer that an organisation department makes for itself. What came with the product belongs to no organisation, so nobody changes it here.
/// </summary>
internal static class OwnLayer
{
    public static string CodeOf(string path) => "own-" + path;

    /// <summary>Only the department whose layer it is changes it, not one above and not one below.</summary>
    public static bool MayChange(ProfileLayer layer, Actor actor) => layer.Owner is { } owner && owner == actor.OrgPath && actor.Can(Access.Department);

    /// <summary>Whether an organisation may choose it: what came with the product, or what an organisation above it or itself made.</summary>
    public static bool MayFollow(ProfileLayer layer, string organization) => layer.Owner is not { } owner || Writers.Within(organization, owner);

    /// <summary>The layer on top of what the organisation follows now, with whatever it said when it was last in use.</summary>
    public static ProfileLayer Of(Organization place, ProfileLayer? left) => new()
    {
        Code = CodeOf(place.Path),
        Name = new Bilingual(place.Name + "方案", "Profile of " + place.Name),
        Extends = place.Profile == CodeOf(place.Path) ? left?.Extends : place.Profile, // never on itself
        Owner = place.Path,
        Version = (left?.Version ?? 0) + 1,
        Values = left?.Values ?? [],
    };

    /// <exception cref="System.Text.Json.JsonException">The layer could not be read again. Rows are only added, so it must not be saved.</exception>
    public static ProfileVersion Row(ProfileLayer layer, string reason, Guid? account, DateTimeOffset now)
    {
        var body = layer.Write();
        ProfileLayer.Read(body);
        return new ProfileVersion
        {
            Code = layer.Code,
            Version = layer.Version,
            Owner = layer.Owner,
            Body = body,
            Reason = reason,
            AccountId = account,
            RecordedAt = now,
        };
    }
}
