using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>The committee that answers for an organisation: the organisation itself when it is one, else the nearest above.</summary>
public sealed class Superiors(HongyanDb db)
{
    private readonly Dictionary<string, string> committees = [];

    public string? CommitteeOf(string? path) => path is null ? null : committees.GetValueOrDefault(path) ?? Above(path);

    /// <summary>Looks up what <see cref="CommitteeOf"/> will be asked, in one statement; each organisation once.</summary>
    public async Task KnowAsync(IEnumerable<string?> paths, CancellationToken cancellation)
    {
        List<string> asked = [.. paths.OfType<string>().Where(path => !committees.ContainsKey(path)).Distinct()];
        if (asked.Count == 0)
            return;
        List<string> lines = [.. asked.SelectMany(Line).Distinct()];
        var found = await db.Organizations.Where(o => lines.Contains(o.Path) && (o.Kind == "committee" || o.Kind == "organization-department"))
            .Select(o => o.Path).ToListAsync(cancellation);
        Know(asked, found);
    }

    /// <summary>Adds what <see cref="CommitteeOf"/> will be asked of a member's stays to queries sent together, after the one that reads them.</summary>
    /// <param name="sides">The homes and hosts of the stays that were read.</param>
    internal void AskWith(QueryBatch batch, Guid member, Func<IEnumerable<string?>> sides) => batch.Add(
        db.Database.SqlQuery<string>($"""
            select distinct o.path as "Value"
            from sojourn s cross join unnest(array[s.home_path, s.host_path]) as side (path)
            cross join generate_series(3, length(side.path), 4) as line (length)
            join organization o on o.path = left(side.path, line.length)
            where s.member_id = {member} and o.kind in ('committee', 'organization-department')
            """),
        found => Know(sides(), found));

    private void Know(IEnumerable<string?> asked, List<string> found)
    {
        foreach (var path in asked.OfType<string>())
            committees[path] = Line(path).FirstOrDefault(found.Contains) ?? Above(path);
    }

    /// <summary>Looks up every organisation there is, in one statement.</summary>
    public async Task KnowAllAsync(CancellationToken cancellation)
    {
        var organizations = await db.Organizations.AsNoTracking().OrderBy(o => o.Path).Select(o => new { o.Path, o.Kind }).ToListAsync(cancellation);
        foreach (var one in organizations) // those above come before those below
        {
            committees[one.Path] = one.Kind is "committee" or "organization-department" ? one.Path
                : Line(one.Path).Skip(1).Select(path => committees.GetValueOrDefault(path)).FirstOrDefault(known => known is not null) ?? Above(one.Path);
        }
    }

    /// <summary>The committee that answers for an organisation, looked up when need be.</summary>
    public async Task<string?> CommitteeOfAsync(string? path, CancellationToken cancellation)
    {
        await KnowAsync([path], cancellation);
        return CommitteeOf(path);
    }

    /// <summary>The committee or department above an organisation; nothing above the highest.</summary>
    public Task<string?> AboveAsync(string path, CancellationToken cancellation) =>
        path.Contains('.', StringComparison.Ordinal) ? CommitteeOfAsync(Above(path), cancellation) : Task.FromResult<string?>(null);

    /// <summary>The organisation and all above it.</summary>
    internal static IEnumerable<string> Line(string path)
    {
        for (var at = path; at.Length > 0; at = at.LastIndexOf('.') is > 0 and var dot ? at[..dot] : "")
            yield return at;
    }

    private static string Above(string path) => path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : path;
}
