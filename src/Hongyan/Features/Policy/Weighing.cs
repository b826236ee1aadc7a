using System.Runtime.CompilerServices;
using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Engine;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Policy;

/// <summary>What a change would do: so many duties of so many sojourns and cases.</summary>
/// <param name="Kinds">By kind and how often it comes round: those that come or get another date, and those that go.</param>
internal sealed record Weight(int Duties, int Cases, IReadOnlyList<WeightOfKind> Kinds);

/// <param name="Name">A key among the texts of the duties.</param>
/// <param name="FirstDueOn">The first date of those that come or change.</param>
internal sealed record WeightOfKind(string Name, int Comes, int Goes, DateOnly? FirstDueOn);

/// <summary>
/// Tells beforehand what a change of policy does to the stays and cases that the reader sees. The change is written in the request's transaction and
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

        var (changes, cases) = (new List<(OwedDuty Duty, bool Goes)>(), 0);
        await foreach (var changed in OfSojournsAsync(db, amendment.Reach, now, then, today, cancellation)
            .Concat(OfCasesAsync(db, amendment.Reach, now.Cases, then, today, cancellation)).Where(changed => changed.Count > 0))
        {
            changes.AddRange(changed);
            cases++;
        }
        await transaction.RollbackToSavepointAsync(Before, CancellationToken.None);
        db.ChangeTracker.Clear();
        return new Weight(changes.Count, cases,
        [
            .. changes.GroupBy(change => DutyName.Key(change.Duty.Kind, change.Duty.Period))
                .Select(kind => new WeightOfKind(kind.Key, kind.Count(one => !one.Goes), kind.Count(one => one.Goes),
                    kind.Where(one => !one.Goes).Min(one => (DateOnly?)one.Duty.DueOn)))
                .OrderBy(kind => kind.FirstDueOn ?? DateOnly.MaxValue),
        ]);
    }

    private static async IAsyncEnumerable<List<(OwedDuty Duty, bool Goes)>> OfSojournsAsync(
        HongyanDb db, Reach reach, RecordServices now, RecordServices then, DateOnly today, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var batch in (await reach.KeysAsync(db, then.Policies, today, cancellation)).Chunk(Reach.AtOnce))
        {
            foreach (var one in await new CaseReader(db, now.Keeping).ReadAsync(await Reach.LoadAsync(db, batch, hold: false, cancellation), cancellation))
            {
                var after = one.Case with
                {
                    Home = await then.Policies.AtAsync(one.Sojourn.HomePath, cancellation),
                    Host = await then.Policies.AtAsync(one.Sojourn.HostPath ?? one.Sojourn.HomePath, cancellation),
                };
                yield return [.. Changed(DutyBook.In(one.Case.WrittenOn(today)), DutyBook.In(after.WrittenOn(today)),
                    duty => (duty.Kind, duty.Period, duty.Part, ""), duty => !IsSettled(duty, today),
                    (old, duty) => old with { Clauses = duty.Clauses, ClosedBy = duty.ClosedBy } == duty)];
            }
        }
    }

    private static async IAsyncEnumerable<List<(OwedDuty Duty, bool Goes)>> OfCasesAsync(
        HongyanDb db, Reach reach, CaseKeeping now, RecordServices then, DateOnly today, [EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var batch in (await reach.CasesAsync(db, then.Policies, cancellation)).Chunk(Reach.AtOnce))
        {
            foreach (var (one, parties, events) in await now.ReadAsync(await Reach.LoadAsync(db, batch, hold: false, cancellation), cancellation))
            {
                var before = await now.ToldAsync(one, parties, events, cancellation);
                var after = await then.Cases.ToldAsync(one, parties, events, cancellation);
                // what has opened keeps the dates of the policy of its time
                yield return [.. Changed(before.WrittenOn(today).Duties, after.WrittenOn(today).Duties,
                    duty => duty.Key, duty => duty.OpensOn > today && !IsSettled(duty, today),
                    (old, duty) => old with { Clauses = duty.Clauses, ClosedBy = duty.ClosedBy } == duty)];
            }
        }
    }

    /// <summary>Duties that come, go or get other dates.</summary>
    /// <param name="isOpen">Whether one may still change; what is settled stays as it is.</param>
    private static IEnumerable<(OwedDuty Duty, bool Goes)> Changed<T>(
        IReadOnlyList<T> before, IReadOnlyList<T> after, Func<T, (string, string?, string?, string)> keyOf, Func<T, bool> isOpen, Func<T, T, bool> isSame)
        where T : OwedDuty
    {
        var left = before.ToDictionary(keyOf);
        foreach (var duty in after)
        {
            if (!left.Remove(keyOf(duty), out var old) || (isOpen(old) && !isSame(old, duty)))
                yield return (duty, Goes: false);
        }
        foreach (var duty in left.Values.Where(isOpen))
            yield return (duty, Goes: true);
    }

    private static bool IsSettled(OwedDuty duty, DateOnly today) =>
        duty.DoneOn is not null || duty.MootOn is not null || duty.WaivedOn is not null || duty.MissedOn <= today;
}
