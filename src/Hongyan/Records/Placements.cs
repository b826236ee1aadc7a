using System.Text.Json.Nodes;
using Hongyan.Data;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>One step at a host; the organisation is that which received, was named, took or refused him.</summary>
public sealed record Placement(DateOnly On, string Type, string? Organization);

/// <summary>Where a member was taken in during a stay: a dated list, told by its records.</summary>
public static class Placements
{
    private static readonly string[] Naming = ["organization", "copiedTo", "backTo"];

    public static IReadOnlyList<Placement> Of(IEnumerable<SojournEvent> events, IReadOnlyDictionary<string, string> organizations) =>
    [
        .. from happened in events
           let path = happened switch
           {
               ReportedIn arrival => arrival.Organization,
               BranchNamed named => named.Organization,
               Placed placed => placed.Organization,
               Refused refused => refused.Organization ?? refused.CopiedTo,
               _ => null,
           }
           where happened is ReportedIn or BranchNamed or Placed or Refused
           orderby happened.On
           select new Placement(happened.On, EventJson.TypeOf(happened), path is null ? null : organizations.GetValueOrDefault(path)),
    ];

    /// <summary>The names of the organisations that records name by their paths.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(HongyanDb db, IEnumerable<string> data, CancellationToken cancellation)
    {
        var paths = data.Where(text => text.Contains("\"organization\"", StringComparison.Ordinal) || text.Contains("\"copiedTo\"", StringComparison.Ordinal))
            .Select(text => JsonNode.Parse(text)!).SelectMany(record => Naming.Select(name => record[name]?.ToString())).OfType<string>().Distinct().ToList();
        return paths.Count == 0 ? new Dictionary<string, string>()
            : await db.Organizations.Where(o => paths.Contains(o.Path)).ToDictionaryAsync(o => o.Path, o => o.Name, cancellation);
    }
}
