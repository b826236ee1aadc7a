using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Writing for many of whom each stands for himself.</summary>
public sealed partial class Recording
{
    private const string OfOne = "of_one";

    /// <summary>
    /// Writes and saves what happened to one of many. When it is refused nothing of it stays, and what the others got is kept.
    /// </summary>
    public Task<Answer> WriteAloneAsync(Sojourn sojourn, Entry entry, CancellationToken cancellation) => WriteAloneAsync(sojourn, [entry], cancellation);

    /// <summary>The same with several entries, of which all are written or none.</summary>
    public async Task<Answer> WriteAloneAsync(Sojourn sojourn, IReadOnlyCollection<Entry> entries, CancellationToken cancellation)
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("The caller owns no transaction.");
        await transaction.CreateSavepointAsync(OfOne, cancellation);
        var answer = await WriteAsync(sojourn, entries, cancellation);
        if (answer)
        {
            await SaveAsync(cancellation);
            await transaction.ReleaseSavepointAsync(OfOne, cancellation);
            return answer;
        }
        await transaction.RollbackToSavepointAsync(OfOne, cancellation);
        foreach (var row in db.ChangeTracker.Entries().Where(row => row.State is not EntityState.Unchanged).ToList())
        {
            if (row.State == EntityState.Added)
            {
                row.State = EntityState.Detached;
                continue;
            }
            row.CurrentValues.SetValues(row.OriginalValues);
            row.State = EntityState.Unchanged;
        }
        return answer;
    }
}
