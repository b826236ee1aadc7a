namespace Hongyan.Data;

/// <summary>In queries, what <see cref="KeptDuty.StateOn"/> says of one duty; the view duty_owed says it in SQL.</summary>
public static class OwedDuties
{
    /// <summary>Neither done, moot, waived nor missed; it may have yet to open.</summary>
    public static IQueryable<KeptDuty> UnsettledOn(this IQueryable<KeptDuty> duties, DateOnly day) =>
        duties.Where(d => d.DoneOn == null && d.MootOn == null && d.WaivedOn == null && (d.MissedOn == null || d.MissedOn > day));

    /// <summary>Open or overdue.</summary>
    public static IQueryable<KeptDuty> OwedOn(this IQueryable<KeptDuty> duties, DateOnly day) => duties.UnsettledOn(day).Where(d => d.OpensOn <= day);
}
