using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Outside;

/// <summary>A case that names the organisation.</summary>
public sealed record OutsideCase(Guid OwnerId, Guid Id, string Kind, string? Title, string? Period);

/// <summary>One entry, with what rests on it as far as the reader sees cases, and what was merged into it.</summary>
public sealed class DetailsModel(HongyanDb db, OutsideDirectory directory, OutsideActs acts, Actor actor) : PageModel
{
    private const int MostCases = 30;

    public OutsideOrganization One { get; private set; } = null!;

    public string? Place { get; private set; }

    /// <summary>The entry that stands for this one.</summary>
    public OutsideOrganization? Root { get; private set; }

    public OutsideOrganization? Superior { get; private set; }

    public IReadOnlyList<(OutsideOrganization One, OutsideAct? Act)> Merged { get; private set; } = [];

    public IReadOnlyList<OutsideCase> Cases { get; private set; } = [];

    /// <summary>How many cases of each kind name it.</summary>
    public IReadOnlyList<(string Kind, int Count)> Counts { get; private set; } = [];

    public int Below { get; private set; }

    public IReadOnlyList<OutsideAct> Waiting { get; private set; } = [];

    public bool IsStaff => actor.Can(Access.Staff);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.OutsideOrganizations.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellation) is not { } found)
            return NotFound();
        One = found;
        Place = directory.PlaceOf(found.RegionCode);
        if (!IsStaff)
            return Page();
        if (found.MergedInto is not null)
            Root = await directory.RootAsync(found, cancellation);
        if (found.SuperiorId is { } superior)
            Superior = await db.OutsideOrganizations.AsNoTracking().SingleAsync(one => one.Id == superior, cancellation);
        var family = await directory.FamilyAsync(id, cancellation);
        var merged = await db.OutsideOrganizations.AsNoTracking().Where(one => one.MergedInto == id).OrderBy(one => one.Name).ToListAsync(cancellation);
        var mergings = await db.OutsideActs.AsNoTracking()
            .Where(act => act.IntoId == id && act.Kind == OutsideAct.Merged && act.ConfirmedAt != null).OrderBy(act => act.ConfirmedAt)
            .ToListAsync(cancellation);
        Merged = merged.ConvertAll(one => (one, mergings.FindLast(act => act.EntryId == one.Id)));
        Below = await db.OutsideOrganizations.CountAsync(one => family.Contains(one.SuperiorId!.Value) && one.MergedInto == null, cancellation);
        await CasesAsync(family, [found.Name, .. found.FormerNames.Select(former => former.Name), .. merged.Select(one => one.Name)], cancellation);
        if (actor.Can(Access.Clerk))
            Waiting = await acts.Waiting().AsNoTracking().Where(act => act.EntryId == id || act.IntoId == id).ToListAsync(cancellation);
        return Page();
    }

    /// <summary>By the entry, and cases from before there was a directory by the name.</summary>
    private async Task CasesAsync(List<Guid> family, List<string> names, CancellationToken cancellation)
    {
        var naming = from one in db.Cases.AsNoTracking()
                     where db.CaseParties.Any(party => party.OwnerId == one.OwnerId && party.CaseId == one.Id && party.OrgId == null
                         && (family.Contains(party.OutsideId!.Value) || (party.OutsideId == null && names.Contains(party.Name!))))
                     select one;
        Counts = (await naming.GroupBy(one => one.Kind).Select(group => new { group.Key, Count = group.Count() }).OrderBy(one => one.Key)
            .ToListAsync(cancellation)).ConvertAll(one => (one.Key, one.Count));
        Cases = await naming.OrderByDescending(one => one.BegunOn).ThenBy(one => one.Id).Take(MostCases)
            .Select(one => new OutsideCase(one.OwnerId, one.Id, one.Kind, one.Title, one.Period)).ToListAsync(cancellation);
    }
}
