using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>The one way to write an entry: judged under the directory's lock, so that two people at once do not make two of one.</summary>
public sealed class OutsideSaving(HongyanDb db, OutsideDirectory directory, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>Makes an entry. Nothing where one is there already, it would be an organisation here, or a similar one was not looked at.</summary>
    /// <param name="seen">The similar entries that whoever writes has looked at and found to be others.</param>
    public async Task<(OutsideOrganization? Saved, OutsideMatches Known)> AddAsync(
        OutsideFacts facts, IReadOnlyCollection<Guid> seen, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        var known = await KnownAsync(facts, except: null, cancellation);
        if (known.Here is not null || known.Equal.Count > 0 || known.Similar.Any(one => !seen.Contains(one.Id)))
            return (null, known);
        return (await NewAsync(facts, cancellation), known);
    }

    /// <summary>Corrects an entry; its former name is kept. Nothing where it would be another entry's, or an organisation here.</summary>
    public async Task<(bool IsSaved, OutsideMatches Known)> CorrectAsync(OutsideOrganization one, OutsideFacts facts, CancellationToken cancellation)
    {
        await directory.LockAsync(cancellation);
        var known = await KnownAsync(facts, one.Id, cancellation);
        var code = facts.NationalCode;
        var owner = code is null ? null // an entry that was merged into this one keeps its code
            : await db.OutsideOrganizations.AsNoTracking().FirstOrDefaultAsync(other => other.NationalCode == code && other.Id != one.Id, cancellation);
        if (owner is not null)
            known = known with { Equal = [owner] };
        if (known.Here is not null || known.Equal.Count > 0)
            return (false, known);
        facts.Correct(one, directory.KeyOf, ChinaDate.Today(clock));
        audit.Note("outside-corrected", one.Id.ToString());
        await db.SaveChangesAsync(cancellation);
        return (true, known);
    }

    private async Task<OutsideOrganization> NewAsync(OutsideFacts facts, CancellationToken cancellation)
    {
        var org = await db.Organizations.Where(one => one.Path == actor.OrgPath).Select(one => (Guid?)one.Id).FirstOrDefaultAsync(cancellation);
        var made = facts.Make(Guid.CreateVersion7(), directory.KeyOf, actor.AccountId, org, clock.GetUtcNow());
        db.OutsideOrganizations.Add(made);
        audit.Note("outside-added", made.Id.ToString());
        await db.SaveChangesAsync(cancellation);
        return made;
    }

    private Task<OutsideMatches> KnownAsync(OutsideFacts facts, Guid? except, CancellationToken cancellation) =>
        directory.MatchAsync(new OutsideTraits([directory.KeyOf(facts.Name, facts.RegionCode)], facts.RegionCode,
            OutsideDirectory.Digits(facts.Phone), facts.NationalCode), except, cancellation);
}
