using System.Text.RegularExpressions;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>What is known already of an organisation that somebody names.</summary>
/// <param name="Equal">Entries that are the same organisation: there is no second one.</param>
/// <param name="Similar">Entries that may be.</param>
/// <param name="Here">The name of an organisation of this installation that it would be.</param>
public sealed record OutsideMatches(IReadOnlyList<OutsideOrganization> Equal, IReadOnlyList<OutsideOrganization> Similar, string? Here)
{
    public IEnumerable<OutsideOrganization> All => Equal.Concat(Similar);

    public bool IsEmpty => Here is null && Equal.Count == 0 && Similar.Count == 0;
}

/// <summary>Reads the directory of organisations outside: by likeness to what somebody typed, and through what was merged.</summary>
public sealed partial class OutsideDirectory(HongyanDb db, PolicyLibrary policy)
{
    private const int MostLikely = 200;

    /// <summary>The ways by which an organisation is written to.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["paper", "mail", "fax", "telephone", "exchange"];

    /// <summary>Before anything of the directory is judged and saved; held until the transaction ends.</summary>
    public Task LockAsync(CancellationToken cancellation) => db.Database.HoldAsync(AdvisoryLock.OutsideDirectory, cancellation);

    public string KeyOf(string name, string? division) => OutsideName.Key(name, division, policy.Divisions);

    /// <summary>The code of a division that is named or given by its six digits; null when none is known.</summary>
    public string? CodeOf(string place)
    {
        var text = Plain.Compact(place);
        return policy.Divisions.IsCode(text) ? text : new PlaceCodes(policy).CodeOf(place);
    }

    public string? PlaceOf(string? code) => code is null ? null : Regions.NameOrCode(policy.Regions, code);

    public static IReadOnlyList<string> Digits(string? phone) =>
        phone is null ? [] : [.. phone.Split('、').Select(one => NoDigit().Replace(one, "")).Where(digits => digits.Length > 0)];

    public static OutsideTraits TraitsOf(OutsideOrganization one) =>
        new([one.Key, .. one.FormerKeys], one.RegionCode, Digits(one.Phone), one.NationalCode);

    /// <summary>What a name, a division and a telephone number may mean; the first key of the traits is asked for.</summary>
    /// <param name="except">The entry that is being corrected, and what was merged into it.</param>
    public async Task<OutsideMatches> MatchAsync(OutsideTraits sought, Guid? except, CancellationToken cancellation)
    {
        var found = await AlikeAsync(sought, except, cancellation);
        return new OutsideMatches([.. found[OutsideLikeness.Equal]], [.. found[OutsideLikeness.Similar]], await HereAsync(sought, cancellation));
    }

    /// <summary>The one entry that a name means in any spelling, former names included; nothing where there is none or several.</summary>
    public async Task<Guid?> OnlyAsync(string name, CancellationToken cancellation) =>
        (await OnlyOfAsync([name], cancellation)).TryGetValue(name, out var only) ? only : null;

    /// <summary>The same for many names at once; names that mean none or several are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> OnlyOfAsync(IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        var sought = names.Distinct().ToDictionary(name => name, name => new OutsideTraits([KeyOf(name, CodeOf(name))], CodeOf(name), []));
        List<string> keys = [.. sought.Values.Select(traits => traits.Keys[0]).Distinct()];
        var likely = keys.Count == 0 ? [] : await db.OutsideOrganizations.AsNoTracking()
            .Where(one => keys.Contains(one.Key) || one.FormerKeys.Any(former => keys.Contains(former)))
            .Select(one => new { One = one, Root = HongyanDb.OutsideRoot(one.Id) }).ToListAsync(cancellation);
        return sought.ToDictionary(pair => pair.Key, pair => likely
                .Where(one => TraitsOf(one.One).LikenessTo(pair.Value, policy.Divisions) == OutsideLikeness.Equal).Select(one => one.Root).Distinct().ToList())
            .Where(found => found.Value.Count == 1).ToDictionary(found => found.Key, found => found.Value[0]);
    }

    private async Task<ILookup<OutsideLikeness, OutsideOrganization>> AlikeAsync(OutsideTraits sought, Guid? except, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, (OutsideOrganization One, OutsideLikeness Likeness)>();
        foreach (var one in await LikelyAsync(sought, cancellation))
        {
            var root = await RootAsync(one, cancellation);
            var likeness = TraitsOf(one).LikenessTo(sought, policy.Divisions);
            if (root.Id != except && likeness != OutsideLikeness.None && (!found.TryGetValue(root.Id, out var known) || known.Likeness < likeness))
                found[root.Id] = (root, likeness);
        }
        return found.Values.OrderBy(one => one.One.Name, StringComparer.Ordinal).ThenBy(one => one.One.Id).ToLookup(one => one.Likeness, one => one.One);
    }

    /// <summary>The entry that stands for another one; itself where none does.</summary>
    public async Task<OutsideOrganization> RootAsync(OutsideOrganization one, CancellationToken cancellation) => one.MergedInto is null ? one
        : await db.OutsideOrganizations.AsNoTracking().SingleAsync(other => other.Id == HongyanDb.OutsideRoot(one.Id), cancellation);

    /// <summary>An entry and all that were merged into it, by their ids.</summary>
    public Task<List<Guid>> FamilyAsync(Guid root, CancellationToken cancellation) => db.Database.SqlQuery<Guid>($"""
        with recursive family as (
          select id from outside_organization where id = {root}
          union select o.id from outside_organization o join family f on o.merged_into = f.id)
        select id as "Value" from family
        """).ToListAsync(cancellation);

    /// <summary>Whether an entry stands above another one; what was merged stands where the entry stands that it was merged into.</summary>
    public Task<bool> IsAboveAsync(Guid entry, Guid other, CancellationToken cancellation) => db.Database.SqlQuery<bool>($"""
        with recursive line as (
          select superior_id from outside_organization where id = outside_root({other})
          union select o.superior_id from line join outside_organization o on o.id = outside_root(line.superior_id))
        select exists (select from line where superior_id is not null and outside_root(superior_id) = {entry}) as "Value"
        """).SingleAsync(cancellation);

    private Task<List<OutsideOrganization>> LikelyAsync(OutsideTraits sought, CancellationToken cancellation)
    {
        var (key, code, phones, least) = (sought.Keys[0], sought.NationalCode, sought.Phones.ToArray(), OutsideTraits.LeastPart);
        var isLong = key.Length >= least;
        return db.OutsideOrganizations.AsNoTracking()
            .Where(one => one.Key == key || one.FormerKeys.Any(former => former == key)
                || (isLong && one.Key.Contains(key)) || (one.Key.Length >= least && key.Contains(one.Key)) || (code != null && one.NationalCode == code)
                || phones.Any(phone => one.PhoneDigits!.Contains(phone)))
            .OrderBy(one => one.Key == key || one.FormerKeys.Any(former => former == key) ? 0 : 1).ThenBy(one => one.Name).ThenBy(one => one.Id)
            .Take(MostLikely).ToListAsync(cancellation);
    }

    /// <summary>An organisation of this installation with the same key, in a division that does not contradict.</summary>
    private async Task<string?> HereAsync(OutsideTraits sought, CancellationToken cancellation)
    {
        var key = sought.Keys[0];
        var stem = End().Replace(key, "") is { Length: > 0 } rest ? rest : key;
        var likely = await db.Organizations.AsNoTracking().Where(one => one.Name.Contains(stem)).OrderBy(one => one.Path).Take(MostLikely)
            .Select(one => new { one.Path, one.Name }).ToListAsync(cancellation);
        if (likely.Count == 0)
            return null;
        var line = likely.SelectMany(one => Above(one.Path)).Distinct().ToList();
        var divisions = await db.Organizations.AsNoTracking().Where(one => line.Contains(one.Path) && one.RegionCode != null)
            .ToDictionaryAsync(one => one.Path, one => one.RegionCode, cancellation);
        return likely.Find(one =>
        {
            var division = Above(one.Path).Select(path => divisions.GetValueOrDefault(path)).FirstOrDefault(code => code is not null);
            return OutsideName.Key(one.Name, division, policy.Divisions) == key && !policy.Divisions.Contradict(division, sought.Division);
        })?.Name;
    }

    /// <summary>An organisation and those above it, the nearest first.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.Length; end > 0; end -= ".000".Length)
            yield return path[..end];
    }

    [GeneratedRegex("[^0-9]")]
    private static partial Regex NoDigit();

    [GeneratedRegex("(?:支部|党委)$")]
    private static partial Regex End();
}
