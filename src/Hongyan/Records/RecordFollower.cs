using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>A manifest of a feature that does something when records of sojourns are written.</summary>
internal interface IFollowsRecords
{
    IReadOnlyList<RecordFollowing> Following { get; }
}

/// <summary>How a follower is made.</summary>
/// <param name="Place">Followers are called in the order of these.</param>
internal sealed record RecordFollowing(int Place, Func<FollowerParts, RecordFollower> Create);

/// <summary>What a follower is made of: the same for a page, a command and a job.</summary>
internal sealed record FollowerParts(
    HongyanDb Db, PolicyLibrary Library, Policies Policies, Superiors Superiors, Secrets Secrets, Actor Actor, TimeProvider Clock);

/// <summary>What is written to a sojourn in one act.</summary>
/// <param name="Entries">The new records; corrections name the record they correct.</param>
/// <param name="Events">All that holds after them.</param>
public sealed record RecordsWritten(Member Member, Sojourn Sojourn, IReadOnlyList<Entry> Entries, IReadOnlyList<SojournEvent> Events)
{
    /// <summary>Whether a register has to be kept: a record of it was written, or one that may have been of it was struck.</summary>
    public bool Concerns(Registers register) =>
        Entries.Any(entry => entry.Happened is Struck || SojournRecords.Book.Keeps(entry.Happened, register));
}

/// <summary>What a feature keeps equal to the records of sojourns, in the transaction that writes them.</summary>
public abstract class RecordFollower
{
    /// <summary>A sojourn begins.</summary>
    public virtual Task BeginAsync(Sojourn sojourn, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Many begin: by sojourn, the rows to be sent with it. Nothing is tracked.</summary>
    internal virtual Task<IReadOnlyDictionary<Guid, Action<NewRows>>> BeginAllAsync(IReadOnlyCollection<Sojourn> sojourns, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyDictionary<Guid, Action<NewRows>>>(new Dictionary<Guid, Action<NewRows>>());

    /// <summary>Records are written. A refusal stops the whole act; whoever refuses has changed nothing.</summary>
    public abstract Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation);
}

/// <summary>The followers of all features, in their order.</summary>
public sealed class RecordFollowers
{
    private readonly List<RecordFollower> all;

    public RecordFollowers(
        HongyanDb db, PolicyLibrary library, Policies policies, Superiors superiors, Secrets secrets, Actor actor, TimeProvider clock)
    {
        var parts = new FollowerParts(db, library, policies, superiors, secrets, actor, clock);
        all = [.. Manifests.Giving<IFollowsRecords>().SelectMany(one => one.Following).OrderBy(one => one.Place).Select(one => one.Create(parts))];
    }

    public async Task BeginAsync(Sojourn sojourn, CancellationToken cancellation)
    {
        foreach (var follower in all)
            await follower.BeginAsync(sojourn, cancellation);
    }

    internal async Task<ILookup<Guid, Action<NewRows>>> BeginAllAsync(IReadOnlyCollection<Sojourn> sojourns, CancellationToken cancellation)
    {
        var rows = new List<KeyValuePair<Guid, Action<NewRows>>>();
        foreach (var follower in all)
            rows.AddRange(await follower.BeginAllAsync(sojourns, cancellation));
        return rows.ToLookup(one => one.Key, one => one.Value);
    }

    public async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        foreach (var follower in all)
        {
            if (await follower.FollowAsync(written, cancellation) is { } refusal)
                return refusal;
        }
        return null;
    }
}
