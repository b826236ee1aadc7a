using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>The sojourns of the members in a file, loaded at once.</summary>
internal sealed class SojournsOf
{
    private const int AtOnce = 5_000;
    private readonly ILookup<Guid, Sojourn> byMember;

    private SojournsOf(IEnumerable<Sojourn> sojourns) => byMember = sojourns.ToLookup(sojourn => sojourn.MemberId);

    public static async Task<SojournsOf> LoadAsync(HongyanDb db, IEnumerable<Guid> members, CancellationToken cancellation)
    {
        var sojourns = new List<Sojourn>();
        foreach (var some in members.Distinct().Chunk(AtOnce))
            sojourns.AddRange(await db.Sojourns.AsNoTracking().Where(s => some.Contains(s.MemberId) && s.State != "cancelled").ToListAsync(cancellation));
        return new SojournsOf(sojourns);
    }

    public Sojourn? OpenOf(Guid member) => byMember[member].FirstOrDefault(sojourn => sojourn.EndedOn is null);

    public IEnumerable<Sojourn> Of(Guid member) => byMember[member];
}
