using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Duties;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Duties;

/// <summary>Keeps what organisations owe once a year.</summary>
public sealed class OrganizationKeeping(HongyanDb db, Policies policies)
{
    /// <summary>
    /// Lets open what opens by a day, and says how many there were. What was over before this installation knew the organisation is not
    /// held against it.
    /// </summary>
    public async Task<int> RenewAsync(DateOnly today, CancellationToken cancellation)
    {
        var year = $"{today:yyyy}";
        var known = (await db.OrganizationDuties.AsNoTracking().Where(d => d.Period == year).Select(d => new { d.OrgPath, d.Kind }).ToListAsync(cancellation))
            .Select(one => (one.OrgPath, one.Kind)).ToHashSet();
        var opened = 0;
        foreach (var place in await db.Organizations.AsNoTracking().OrderBy(o => o.Path).Select(o => new { o.Path, o.Kind }).ToListAsync(cancellation))
        {
            var profile = await policies.AtAsync(place.Path, cancellation);
            foreach (var duty in YearlyDuties.Of(place.Kind is "committee" or "organization-department", today, profile))
            {
                if (duty.OpensOn > today || duty.DueOn < today || known.Contains((place.Path, duty.Kind)))
                    continue;
                db.OrganizationDuties.Add(Row(place.Path, duty, profile.Stamp));
                opened++;
            }
        }
        await db.SaveChangesAsync(cancellation);
        return opened;
    }

    public static OrganizationDuty Row(string path, Duty duty, string stamp) => new()
    {
        OrgPath = path,
        Kind = duty.Kind,
        Period = duty.Period!,
        OwedBy = DutyLine.NameOf(duty.OwedBy),
        OpensOn = duty.OpensOn,
        DueOn = duty.DueOn,
        Clauses = [.. duty.Clauses],
        Profile = stamp,
    };
}
