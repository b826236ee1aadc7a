using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>The profile that holds at an organisation: its own choice or that of the nearest superior, in its newest version.</summary>
public sealed class Policies(HongyanDb db, PolicyLibrary library)
{
    private const string Default = "national";
    private Dictionary<string, string>? chosen;
    private List<Version>? versions;
    private Newest? newest;

    /// <summary>Adds what the first profile asks to queries that are sent together.</summary>
    internal void AskWith(QueryBatch batch)
    {
        if (chosen is null)
            batch.Add(Choices, rows => chosen = rows.ToDictionary(one => one.Path, one => one.Code));
        if (newest is null)
            batch.Add(Versions, rows => versions = rows);
    }

    public async Task<Profile> AtAsync(string? path, CancellationToken cancellation) =>
        await OfAsync(await CodeAtAsync(path, cancellation), cancellation);

    public async Task<Profile> OfAsync(string code, CancellationToken cancellation)
    {
        newest ??= await NewestAsync(cancellation);
        return library.Known($"{code} of {newest.Stamp}", () => library.Profile(code, newer: newest.Layers, above: newest.Above));
    }

    /// <summary>The profile of that code, when there is one: an address can be typed by hand.</summary>
    public async Task<Profile?> FindAsync(string code, CancellationToken cancellation)
    {
        newest ??= await NewestAsync(cancellation);
        return library.Layers.ContainsKey(code) || newest.Layers.ContainsKey(code) ? await OfAsync(code, cancellation) : null;
    }

    /// <summary>Every profile: those that came with the product, the top one first, then those that organisations made of their own.</summary>
    public async Task<IReadOnlyList<Profile>> AllAsync(CancellationToken cancellation)
    {
        newest ??= await NewestAsync(cancellation);
        var profiles = new List<Profile>();
        foreach (var code in library.Layers.Keys.Union(newest.Layers.Keys))
            profiles.Add(await OfAsync(code, cancellation));
        return [.. profiles.OrderBy(profile => profile.Layer.Owner is not null)
            .ThenBy(profile => profile.Layers.Count > 1)
            .ThenBy(profile => profile.Layer.Code, StringComparer.Ordinal)];
    }

    /// <summary>Reads every profile that is chosen anywhere: from then on nothing is asked and nothing changes here.</summary>
    public async Task KnowAllAsync(CancellationToken cancellation)
    {
        await AtAsync(null, cancellation);
        foreach (var code in chosen!.Values.Distinct())
            await OfAsync(code, cancellation);
    }

    public async Task<string> CodeAtAsync(string? path, CancellationToken cancellation)
    {
        chosen ??= await Choices.ToDictionaryAsync(one => one.Path, one => one.Code, cancellation);
        for (var at = path; at is { Length: > 0 }; at = Above(at))
        {
            if (chosen.TryGetValue(at, out var code))
                return code;
        }
        return Default;
    }

    /// <summary>What is newest is asked each time; a version itself never changes, so it is read and understood once.</summary>
    private async Task<Newest> NewestAsync(CancellationToken cancellation)
    {
        versions ??= await Versions.ToListAsync(cancellation);
        var newestOf = versions.GroupBy(version => version.Code)
            .Select(group => group.Last())
            .OrderBy(version => version.Code, StringComparer.Ordinal)
            .ToList();
        var stamp = string.Join(' ', newestOf.Select(one => FormattableString.Invariant($"{one.Code}@{one.Number}/{one.RecordedAt.UtcTicks}")));
        if (library.Known(stamp) is not { } layers)
        {
            var bodies = await db.ProfileVersions.AsNoTracking().ToListAsync(cancellation);
            layers = library.Know(stamp,
                newestOf.ToDictionary(one => one.Code,
                    one => ProfileLayer.Read(bodies.Single(body => body.Code == one.Code && body.Version == one.Number).Body)));
        }
        var above = new Dictionary<string, string>();
        foreach (var layer in layers.Values.Where(layer => layer is { Owner: not null, Extends: null }).OrderBy(layer => layer.Code, StringComparer.Ordinal))
        {
            above[layer.Code] = await CodeAtAsync(Above(layer.Owner!), cancellation);
            stamp += $" {layer.Code}<{above[layer.Code]}";
        }
        return new Newest(stamp, layers, above);
    }

    private IQueryable<Choice> Choices => db.Organizations.Where(o => o.Profile != null).Select(o => new Choice(o.Path, o.Profile!));

    private IQueryable<Version> Versions =>
        db.ProfileVersions.AsNoTracking().OrderBy(v => v.Version).Select(v => new Version(v.Code, v.Version, v.RecordedAt));

    private static string? Above(string path) => path.Contains('.', StringComparison.Ordinal) ? path[..path.LastIndexOf('.')] : null;

    private sealed record Choice(string Path, string Code);

    private sealed record Version(string Code, int Number, DateTimeOffset RecordedAt);

    /// <param name="Above">What an own layer that names none lies on: what holds above its owner.</param>
    private sealed record Newest(string Stamp, IReadOnlyDictionary<string, ProfileLayer> Layers, IReadOnlyDictionary<string, string> Above);
}
