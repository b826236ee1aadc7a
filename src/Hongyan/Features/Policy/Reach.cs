using Hongyan.Data;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>
/// What a change of policy concerns: the open sojourns and cases under a profile, or those of an organisation and all below it.
/// </summary>
internal sealed record Reach(string? Code, string? Path)
{
    /// <summary>So many sojourns are loaded, and held, at a time.</summary>
    public const int AtOnce = 200;

    /// <summary>In a fixed order, so that two who hold some of them never wait for each other.</summary>
    public async Task<IReadOnlyList<SojournKey>> KeysAsync(HongyanDb db, Policies policies, DateOnly today, CancellationToken cancellation)
    {
        // What ended today may still owe something that opens today.
        var open = db.Sojourns.AsNoTracking().Where(sojourn => sojourn.EndedOn == null || sojourn.EndedOn >= today);
        var paths = await open.Where(sojourn => sojourn.HomePath != null).Select(sojourn => sojourn.HomePath!)
            .Union(open.Where(sojourn => sojourn.HostPath != null).Select(sojourn => sojourn.HostPath!))
            .ToListAsync(cancellation);
        var concerned = new List<string>();
        foreach (var path in paths)
        {
            if (await ConcernsAsync(path, policies, cancellation))
                concerned.Add(path);
        }
        return await open.Where(sojourn => concerned.Contains(sojourn.HomePath!) || concerned.Contains(sojourn.HostPath!))
            .OrderBy(sojourn => sojourn.MemberId)
            .ThenBy(sojourn => sojourn.Id)
            .Select(sojourn => new SojournKey(sojourn.MemberId, sojourn.Id))
            .ToListAsync(cancellation);
    }

    /// <summary>The cases that organisations own and that go on, in a fixed order.</summary>
    public async Task<IReadOnlyList<CaseKey>> CasesAsync(HongyanDb db, Policies policies, CancellationToken cancellation)
    {
        var parties = await (
            from one in db.Cases.AsNoTracking()
            join party in db.CaseParties on new { one.OwnerId, CaseId = one.Id } equals new { party.OwnerId, party.CaseId }
            join place in db.Organizations on party.OrgId equals place.Id
            orderby one.OwnerId, one.Id
            select new { Key = new CaseKey(one.OwnerId, one.Id), one.Kind, one.State, place.Path }).ToListAsync(cancellation);
        var keys = new List<CaseKey>();
        foreach (var party in parties.Where(party => CaseKinds.Find(party.Kind)?.LastStates.Contains(party.State) == false))
        {
            if ((keys.Count == 0 || keys[^1] != party.Key) && await ConcernsAsync(party.Path, policies, cancellation))
                keys.Add(party.Key);
        }
        return keys;
    }

    /// <summary>Some of the sojourns. With <paramref name="hold"/> they are tracked, and nobody else writes to them until the transaction ends.</summary>
    public static async Task<IReadOnlyList<Sojourn>> LoadAsync(HongyanDb db, IReadOnlyCollection<SojournKey> keys, bool hold, CancellationToken cancellation)
    {
        var people = keys.Select(key => key.MemberId).Distinct().ToArray();
        var ids = keys.Select(key => key.Id).ToArray();
        return hold
            ? await db.HeldSojourns(ids).ToListAsync(cancellation)
            : await db.Sojourns.AsNoTracking().Where(sojourn => people.Contains(sojourn.MemberId) && ids.Contains(sojourn.Id)).ToListAsync(cancellation);
    }

    /// <summary>Some of the cases, in the order of their keys; held as sojourns are.</summary>
    public static async Task<IReadOnlyList<KeptCase>> LoadAsync(HongyanDb db, IReadOnlyCollection<CaseKey> keys, bool hold, CancellationToken cancellation)
    {
        var (owners, ids) = (keys.Select(key => key.OwnerId).Distinct().ToArray(), keys.Select(key => key.Id).ToArray());
        return hold
            ? await db.Cases.FromSql($"""select * from "case" where owner_id = any({owners}) and id = any({ids}) order by owner_id, id for update""")
                .ToListAsync(cancellation)
            : await db.Cases.AsNoTracking().Where(one => owners.Contains(one.OwnerId) && ids.Contains(one.Id)).OrderBy(one => one.OwnerId)
                .ThenBy(one => one.Id).ToListAsync(cancellation);
    }

    private async Task<bool> ConcernsAsync(string path, Policies policies, CancellationToken cancellation) =>
        Path is not null
            ? Writers.Within(path, Path)
            : (await policies.AtAsync(path, cancellation)).Layers.Any(layer => layer.Code == Code);
}

internal readonly record struct CaseKey(Guid OwnerId, Guid Id);
