using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Remembers the hosts a stay had before its present one, so that they go on reading their own time.</summary>
internal static class FormerHosts
{
    /// <summary>Whose time a record is of, and who reads it for that: a guest's arrival at another branch is not the former one's to read.</summary>
    /// <param name="host">The host when it was written.</param>
    public static string? OfItsTime(Sojourn sojourn, SojournEvent happened, string? host) =>
        (happened is ReportedIn { Organization: { } receiver } && sojourn.HomeIsOutside ? receiver : host) ?? sojourn.HostPath;

    /// <summary>An organisation above or below the present host sees the stay anyway, or did; of a host outside nobody here does.</summary>
    public static async Task RememberAsync(
        HongyanDb db, Member member, Sojourn sojourn, IEnumerable<string?> hosts, DateOnly until, CancellationToken cancellation)
    {
        foreach (var host in hosts.OfType<string>().Distinct().Where(host => sojourn.HostPath is not { } now || !Writers.Within(now, host)))
        {
            if (await db.FormerHosts.FindAsync([sojourn.MemberId, sojourn.Id, host], cancellation) is { } known)
                known.Until = until;
            else
                db.FormerHosts.Add(new FormerHost
                {
                    MemberId = sojourn.MemberId,
                    SojournId = sojourn.Id,
                    HostPath = host,
                    HomePath = sojourn.HomePath,
                    Until = until,
                    // a branch that refused, or hands him back to its committee, has not lost him to somebody else
                    Name = sojourn.HomeIsOutside && !Writers.Within(host, sojourn.HostPath) ? member.Name : null,
                });
        }
    }
}
