using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Duties;

namespace Hongyan.Features.Policy;

/// <summary>What a change would do: so many duties of so many sojourns.</summary>
/// <param name="Kinds">By kind and how often it comes round: those that come or get another date, and those that go.</param>
internal sealed record Weight(int Duties, int Sojourns, IReadOnlyList<WeightOfKind> Kinds);

/// <param name="Name">A key among the texts of the duties.</param>
/// <param name="FirstDueOn">The first date of those that come or change.</param>
internal sealed record WeightOfKind(string Name, int Comes, int Goes, DateOnly? FirstDueOn);

/// <summary>
/// Tells beforehand what a change of policy does to the stays that the reader sees. The change is written in the request's transaction and
/// rolled back to a savepoint, so nothing of it stays.
/// </summary>
internal static class Weighing
{
    private const string Default = "national";
    private const string Before = "before_the_change";

    public static async Task<Weight> OfAsync(
        HongyanDb db, PolicyLibrary library, Actor actor, TimeProvider clock, Amendment amendment, CancellationToken cancellation)
    {
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Before, cancellation);
        var now = new RecordServices(db, library, db.Secrets, clock, actor);
        var today = ChinaDate.Today(clock);
        // What holds before is read before it changes.
        await now.Policies.CodeAtAsync(path: null, cancellation);
        await now.Policies.OfAsync(Default, cancellation);
        await amendment.WriteAsync(db, now.Policies, account: null, clock.GetUtcNow(), cancellation);
        await db.SaveChangesAsync(cancellation);
        var then = new RecordServices(db, library, db.Secrets, clock, actor);

        var (changes, sojourns) = (new List<(Duty Duty, bool Goes)>(), 0);
        foreach (var batch in (await amendment.Reach.KeysAsync(db, then.Policies, today, cancellation)).Chunk(Reach.AtOnce))
        {
            foreach (var one in await new CaseReader(db, now.Keeping).ReadAsync(await Reach.LoadAsync(db, batch, hold: false, cancellation), cancellation))
            {
                var after = one.Case with
                {
                    Home = await then.Policies.AtAsync(one.Sojourn.HomePath, cancellation),
                    Host = await then.Policies.AtAsync(one.Sojourn.HostPath ?? one.Sojourn.HomePath, cancellation),
                };
                List<(Duty, bool)> changed = [.. Changed(DutyBook.In(one.Case.WrittenOn(today)), DutyBook.In(after.WrittenOn(today)))];
                changes.AddRange(changed);
                sojourns += changed.Count > 0 ? 1 : 0;
            }
        }
        await transaction.RollbackToSavepointAsync(Before, CancellationToken.None);
        db.ChangeTracker.Clear();
        return new Weight(changes.Count, sojourns,
        [
            .. changes.GroupBy(change => DutyName.Key(change.Duty.Kind, change.Duty.Period))
                .Select(kind => new WeightOfKind(kind.Key, kind.Count(one => !one.Goes), kind.Count(one => one.Goes),
                    kind.Where(one => !one.Goes).Min(one => (DateOnly?)one.Duty.DueOn)))
                .OrderBy(kind => kind.FirstDueOn ?? DateOnly.MaxValue),
        ]);
    }

    /// <summary>Duties that come, go or get other dates. What is settled stays as it is.</summary>
    private static IEnumerable<(Duty Duty, bool Goes)> Changed(IReadOnlyList<Duty> before, IReadOnlyList<Duty> after)
    {
        var left = before.ToDictionary(duty => (duty.Kind, duty.Period, duty.Part));
        foreach (var duty in after)
        {
            if (!left.Remove((duty.Kind, duty.Period, duty.Part), out var old)
                || (!IsSettled(old) && old with { Clauses = duty.Clauses, ClosedBy = duty.ClosedBy } != duty))
                yield return (duty, Goes: false);
        }
        foreach (var duty in left.Values.Where(duty => !IsSettled(duty)))
            yield return (duty, Goes: true);
    }

    private static bool IsSettled(Duty duty) => duty.DoneOn is not null || duty.MootOn is not null || duty.WaivedOn is not null;
}
