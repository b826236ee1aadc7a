using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Auditing;

/// <summary>How long entries are kept: six years unless the auditor sets otherwise, and never less than six months.</summary>
internal sealed class AuditRetention(Installation installation)
{
    public const int FewestMonths = 6, UsualMonths = 72, MostMonths = 600;
    public const string Key = "audit.months";

    private DateOnly? ranOn;

    /// <summary>Once a day, what is older goes; answers how many entries.</summary>
    public async Task<long> RunDailyAsync(CancellationToken cancellation)
    {
        var today = ChinaDate.Today(installation.Clock);
        if (ranOn == today) return 0;
        await using var db = installation.OpenDb();
        var removed = await new AuditChain(installation)
            .RemoveBeforeAsync(installation.Clock.GetUtcNow().AddMonths(-await MonthsAsync(db, cancellation)), cancellation);
        ranOn = today;
        return removed;
    }

    public static async Task<int> MonthsAsync(HongyanDb db, CancellationToken cancellation)
    {
        var kept = await db.Settings.Where(setting => setting.Key == Key).Select(setting => setting.Value).FirstOrDefaultAsync(cancellation);
        return int.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out var months) ? Math.Max(months, FewestMonths) : UsualMonths;
    }
}
