using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>What each step of a transfer reads before it and writes after it.</summary>
public sealed partial class SojournTransferModel
{
    /// <summary>Holds the stay; an answer when it is out of sight or the form was sent before.</summary>
    private async Task<IActionResult?> PrepareAsync(string step, CancellationToken cancellation)
    {
        if (await SojournFile.OfAsync(Db, actor, await Recording.HoldAsync(Member, Sojourn, cancellation), cancellation) is not { } stay)
            return NotFound();
        if (await Db.Records.AnyAsync(r => r.OwnerId == Member && r.Id == Id, cancellation))
            return Here();
        await ShowAsync(stay, cancellation);
        return await meanwhile.HappenedAsync(stay.Sojourn, step, cancellation) ? Page() : null;
    }

    private async Task ShowAsync(SojournFile stay, CancellationToken cancellation)
    {
        Stay = stay;
        Steps = [.. (await Recording.EventsAsync(stay.Sojourn, cancellation))
            .Where(one => SojournRecords.Book.Keeps(one, Registers.Letters) || one is TransferUrged or TransferNotWanted)
            .OrderBy(one => one.On)];
        Letters = await Db.Transfers.AsNoTracking().Where(t => t.MemberId == Member && t.SojournId == Sojourn)
            .OrderByDescending(t => t.LetterOn).ThenByDescending(t => t.Number).ToListAsync(cancellation);
        MaxDays = (await policies.AtAsync(stay.Sojourn.HomePath, cancellation)).Get(Parameters.TransferLetterMaxDays, Today);
        if (MayIssue)
            Receivers = await Db.Organizations
                .Where(o => o.Kind == "committee" || o.Kind == "branch")
                .OrderBy(o => o.Path)
                .Take(MostHosts)
                .Select(o => o.Name)
                .ToListAsync(cancellation);
    }

    private async Task<string?> CommitteeNameAsync(string path, CancellationToken cancellation)
    {
        var committee = await superiors.CommitteeOfAsync(path, cancellation);
        return await Db.Organizations.Where(o => o.Path == committee).Select(o => o.Name).FirstOrDefaultAsync(cancellation);
    }
}
