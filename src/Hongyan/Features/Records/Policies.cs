using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Records;

/// <summary>The profile that holds at an organisation: its own choice or that of the nearest superior, in its newest version.</summary>
public sealed class Policies(HongyanDb db, PolicyLibrary library)
{
    private const string Default = "national";
    private Dictionary<string, string>? chosen;
    private Dictionary<string, ProfileLayer>? newest;
    private readonly Dictionary<string, Profile> profiles = [];

    public async Task<Profile> AtAsync(string? path, CancellationToken cancellation) =>
        await OfAsync(await CodeAtAsync(path, cancellation), cancellation);

    public async Task<Profile> OfAsync(string code, CancellationToken cancellation)
    {
        newest ??= await NewestAsync(cancellation);
        if (!profiles.TryGetValue(code, out var profile))
            profiles[code] = profile = library.Profile(code, newer: newest);
        return profile;
    }

    public async Task<string> CodeAtAsync(string? path, CancellationToken cancellation)
    {
        chosen ??= await db.Organizations.Where(o => o.Profile != null).ToDictionaryAsync(o => o.Path, o => o.Profile!, cancellation);
        for (var at = path; at is { Length: > 0 }; at = at.Contains('.', StringComparison.Ordinal) ? at[..at.LastIndexOf('.')] : null)
        {
            if (chosen.TryGetValue(at, out var code))
                return code;
        }
        return Default;
    }

    private async Task<Dictionary<string, ProfileLayer>> NewestAsync(CancellationToken cancellation)
    {
        var versions = await db.ProfileVersions.AsNoTracking().OrderBy(v => v.Version).ToListAsync(cancellation);
        return versions.GroupBy(version => version.Code).ToDictionary(group => group.Key, group => ProfileLayer.Read(group.Last().Body));
    }
}
