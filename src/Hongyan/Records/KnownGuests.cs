using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Guests whose ID number is that of somebody else in this installation: the committee looks into it, and is told no more.</summary>
public static class KnownGuests
{
    public static async Task<IReadOnlySet<Guid>> OfAsync(HongyanDb db, CancellationToken cancellation) =>
        (await db.Database.SqlQuery<Guid>($"select guests_known_here() as \"Value\"").ToListAsync(cancellation)).ToHashSet();
}
