using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Correspondence;

/// <summary>A letter as it stands: what it says, of which stay, and whether it was corrected or read.</summary>
/// <param name="CorrectedBy">The record that took its place.</param>
/// <param name="IsNoted">It was written down by the side it is for: a host outside cannot send it itself.</param>
public sealed record LetterFile(SojournFile Stay, Feedback Written, Guid? CorrectedBy, FeedbackRead? Seen, bool IsNoted)
{
    public Side Other => Written.From == Side.Home ? Side.Host : Side.Home;

    public bool MayAcknowledge(Actor actor) => Seen is null && !IsNoted && CorrectedBy is null && actor.Can(Access.Sides)
        && Stay.Sides.Contains(Other) && !(Other == Side.Host && Stay.Sojourn.HostPath is null);

    /// <summary>The letter, when the reader may see it; held by <paramref name="holding"/>, when something is to be written about it.</summary>
    public static async Task<LetterFile?> FindAsync(HongyanDb db, Actor actor, Guid member, Guid record, Recording? holding, CancellationToken cancellation)
    {
        if (await db.Records
            .AsNoTracking()
            .FirstOrDefaultAsync(r => r.OwnerId == member && r.Id == record && r.Type == "feedback", cancellation) is not { } row)
            return null;
        var sojourn = holding is not null ? await holding.HoldAsync(member, row.CaseId, cancellation)
            : await db.Sojourns.FirstOrDefaultAsync(s => s.MemberId == member && s.Id == row.CaseId, cancellation);
        if (await SojournFile.OfAsync(db, actor, sojourn, cancellation) is not { } stay)
            return null;
        var written = (Feedback)EventJson.Read(row.Data);
        var later = await db.Records.AsNoTracking()
            .Where(r => r.OwnerId == member && r.CaseId == row.CaseId && (r.CorrectsId == record || r.Type == "feedback-read"))
            .Select(r => new { r.Id, r.CorrectsId, r.Data }).ToListAsync(cancellation);
        var seen = later.Select(r => EventJson.Read(r.Data)).OfType<FeedbackRead>().FirstOrDefault(read => read.Feedback == record);
        var isNoted = seen is null && written.From == Side.Host
            && await db.Exchanges.AnyAsync(e => e.MemberId == member && e.Id == record && e.HomeSeenAt != null, cancellation);
        return new LetterFile(stay, written, later.Find(r => r.CorrectsId == record)?.Id, seen, isNoted);
    }
}
