using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>One stay as a page about it needs it: whose it is, the two organisations by name, and where the reader stands.</summary>
public sealed record SojournFile(Sojourn Sojourn, Member Person, HomeParty Home, string? Host, IReadOnlyList<Side> Sides)
{
    /// <summary>The side the reader writes for unless he chooses another.</summary>
    public Side Usual => Sides is [var side, ..] ? side : Side.Home;

    /// <summary>The stay, when the reader may see it.</summary>
    public static async Task<SojournFile?> FindAsync(HongyanDb db, Actor actor, Guid member, Guid sojourn, CancellationToken cancellation) =>
        await OfAsync(db, actor, await db.Sojourns.FirstOrDefaultAsync(s => s.MemberId == member && s.Id == sojourn, cancellation), cancellation);

    public static async Task<SojournFile?> OfAsync(HongyanDb db, Actor actor, Sojourn? sojourn, CancellationToken cancellation)
    {
        if (sojourn is null || await db.Members.FirstOrDefaultAsync(m => m.Id == sojourn.MemberId, cancellation) is not { } person)
            return null;
        var (homes, hostOf) = await HomeParty.WithHostsAsync(db, [sojourn], cancellation);
        return new SojournFile(sojourn, person, homes[sojourn.Id], hostOf(sojourn), Writers.SidesOf(actor, sojourn.HomePath, sojourn.HostPath));
    }

    /// <summary>The name of the organisation on a side.</summary>
    public string? NameOf(Side side) => side == Side.Home ? Home.Name : Host;
}
