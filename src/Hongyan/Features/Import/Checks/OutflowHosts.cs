using Hongyan.Features.Import.Layout;
using Hongyan.Features.Outside;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>The hosts that rows of members who went away name: an organisation here, an entry of the directory, found or made, or words alone.</summary>
internal sealed class OutflowHosts
{
    private readonly Dictionary<RowChecks, HomeSaid> said = [];
    private readonly Dictionary<string, string> here;

    private OutflowHosts(Dictionary<string, string> here) => this.here = here;

    public GuestHomes Entries { get; private init; } = null!;

    public static async Task<OutflowHosts> LoadAsync(
        RosterContext context, IReadOnlyList<RowChecks> rows, IReadOnlyList<SojournSaid> stays, CancellationToken cancellation)
    {
        var named = rows.Zip(stays, (row, stay) => (Row: row, Said: Read(row, stay, context))).Where(one => one.Said.Name is not null).ToList();
        List<string> names = [.. named.Select(one => one.Said.Name!).Distinct()];
        var organizations = await context.Db.Organizations.AsNoTracking().Where(one => names.Contains(one.Name))
            .Select(one => new { one.Name, one.Path }).ToListAsync(cancellation);
        var known = organizations.GroupBy(one => one.Name).Where(same => same.Count() == 1).ToDictionary(same => same.Key, same => same.First().Path);
        var hosts = new OutflowHosts(known)
        {
            Entries = await GuestHomes.LoadAsync(context.Db, context.Policy,
                named.Select(one => one.Said).Where(one => one.Name!.Length <= OutsideInput.LongestName && !known.ContainsKey(one.Name)), context.Homes,
                cancellation),
        };
        foreach (var (row, one) in named)
            hosts.said[row] = one;
        return hosts;
    }

    /// <summary>What the row says of the stay, with the host it names.</summary>
    public SojournSaid With(RowChecks row, SojournSaid stay)
    {
        if (!said.TryGetValue(row, out var host))
            return stay;
        if (here.TryGetValue(host.Name!, out var path))
            return stay with { Facts = stay.Facts with { HostPath = path } };
        var entry = host.Name!.Length <= OutsideInput.LongestName ? Entries.Of(host) : null;
        if (entry is { Entry: not null })
            entry.IsUsed = true;
        return stay with { Facts = stay.Facts with { HostName = host.Name, HostOutside = entry?.Entry?.Id } };
    }

    private static HomeSaid Read(RowChecks row, SojournSaid stay, RosterContext context)
    {
        var name = row.Text(Fields.Host);
        var code = name is null ? null : context.Places.CodeOf(name) ?? stay.Facts.DestinationCode;
        return new HomeSaid(name, Committee: null, stay.Facts.Destination, code,
            row.Text(Fields.HostContact), row.Text(Fields.HostPhone));
    }
}
