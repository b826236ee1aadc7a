using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>The organisation a member is registered in: one of this installation, or a guest's home outside it.</summary>
/// <param name="Name">As letters address it; empty where nobody knows a guest's home.</param>
/// <param name="Path">Nothing where it lies outside.</param>
public sealed record HomeParty(string Name, string? Path, string? Phone)
{
    public bool IsOutside => Path is null;

    /// <summary>The name as pages show it, which says of a guest's home that it lies outside.</summary>
    public string Shown(Texts texts) => IsOutside ? HomeName.OfOutside(Name, texts) : Name;

    /// <summary>Of some stays, each by its id; one statement, and a second one where a guest is among them.</summary>
    public static async Task<IReadOnlyDictionary<Guid, HomeParty>> OfAsync(
        HongyanDb db, IReadOnlyCollection<Sojourn> stays, CancellationToken cancellation) => (await WithHostsAsync(db, stays, cancellation)).Homes;

    /// <summary>The same, and the name of the host of each: as it is called here, as its entry says, or the words.</summary>
    public static async Task<(IReadOnlyDictionary<Guid, HomeParty> Homes, Func<Sojourn, string?> HostOf)> WithHostsAsync(
        HongyanDb db, IReadOnlyCollection<Sojourn> stays, CancellationToken cancellation)
    {
        List<string> paths = [.. stays.Select(stay => stay.HomePath).Concat(stays.Select(stay => stay.HostPath)).OfType<string>().Distinct()];
        var here = await db.Organizations.AsNoTracking().Where(o => paths.Contains(o.Path)).ToDictionaryAsync(o => o.Path, cancellation);
        List<Guid> ids = [.. stays.Select(stay => stay.HomeOutside).Concat(stays.Select(OutsideHostOf)).OfType<Guid>().Distinct()];
        var outside = ids.Count == 0 ? [] : await db.OutsideOrganizations.AsNoTracking().Where(entry => ids.Contains(entry.Id))
            .Select(entry => new { entry.Id, Root = db.OutsideOrganizations.First(other => other.Id == HongyanDb.OutsideRoot(entry.Id)) })
            .ToDictionaryAsync(one => one.Id, one => one.Root, cancellation);
        var homes = stays.DistinctBy(stay => stay.Id).ToDictionary(stay => stay.Id, stay =>
            stay.HomePath is { } path ? new HomeParty(here[path].Name, path, here[path].Phone)
            : stay.HomeOutside is { } id && outside.TryGetValue(id, out var entry) ? new HomeParty(entry.Name, Path: null, entry.Phone)
            : new HomeParty(stay.HomeWords ?? "", Path: null, Phone: null));
        return (homes, stay => (stay.HostPath is { } at ? here.GetValueOrDefault(at)?.Name : null)
            ?? (OutsideHostOf(stay) is { } id && outside.TryGetValue(id, out var host) ? host.Name : null) ?? stay.HostName);
    }

    private static Guid? OutsideHostOf(Sojourn stay) => stay.HostPath is null ? stay.HostOutside : null;

    public static async Task<HomeParty> OfAsync(HongyanDb db, Sojourn stay, CancellationToken cancellation) =>
        (await OfAsync(db, [stay], cancellation))[stay.Id];
}
