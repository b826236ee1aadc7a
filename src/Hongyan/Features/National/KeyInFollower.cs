using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.National;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>What was to be keyed in is done when its side records it, on whatever page, or says why it is not.</summary>
public sealed class KeyInFollower(HongyanDb db, Actor actor, TimeProvider clock) : RecordFollower
{
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        List<string> sides = [.. written.Entries.Select(entry => SideOf(entry.Happened)).OfType<string>().Distinct()];
        if (sides.Count == 0)
            return null;
        var (stay, today) = (written.Sojourn.Id, ChinaDate.Today(clock));
        var path = actor.OrgPath;
        foreach (var task in await db.NationalTasks
            .Where(one => one.SojournId == stay && one.Kind == NationalLine.KeyIn && one.DoneOn == null && sides.Contains(one.Side))
            .ToListAsync(cancellation))
        {
            if (path is null || Writers.Within(task.BranchPath, path))
                (task.DoneOn, task.DoneBy) = (today, actor.AccountId);
        }
        return null;
    }

    private static string? SideOf(SojournEvent happened) => happened switch
    {
        RegisteredNationally registered => Of(registered.By),
        NotNational not => Of(not.By),
        _ => null,
    };

    private static string Of(Side side) => side == Side.Home ? NationalLayout.Outflow : NationalLayout.Inflow;
}
