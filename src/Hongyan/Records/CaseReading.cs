using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>Who reads what is written in a case: the sides that its type names, all above them, and the member whom it is about.</summary>
public sealed partial class CaseRecording
{
    private async Task<Record> RowAsync(
        KeptCase one, IReadOnlyList<PartyHere> parties, IReadOnlyList<PartyEvent> before, PartyEvent happened, CancellationToken cancellation)
    {
        var kind = CaseKinds.Of(one.Kind);
        var type = kind.Book.Of(happened);
        var above = one.PartyAbove;
        if (type.Readers.Count > 0)
        {
            var sides = type.ReadersOf(happened.By, kind.Sides.Select(side => side.Name)).ToList();
            above = await AboveAsync(parties.Where(party => sides.Contains(party.Side)).Select(party => party.Path).OfType<string>(), cancellation);
        }
        var mayKnow = type.MemberReadsFrom is not { } from || before.Any(earlier => kind.Book.Of(earlier).Name == from);
        var member = mayKnow ? happened.AboutMember() ?? one.AboutMemberId : null;
        return Row(one, parties, happened.By, type.Name, happened.On, Written(kind, happened), above, member);
    }

    /// <summary>From this record on the member reads what was kept from him until then.</summary>
    private async Task ShowMemberAsync(KeptCase one, string type, CancellationToken cancellation)
    {
        var kind = CaseKinds.Of(one.Kind);
        List<string> shown = [.. kind.Book.Types.Where(other => other.MemberReadsFrom == type).Select(other => other.Name)];
        if (shown.Count == 0)
            return;
        var rows = db.Records.Where(r => r.OwnerId == one.OwnerId && r.CaseId == one.Id && r.AboutMemberId == null && shown.Contains(r.Type));
        foreach (var row in await rows.ToListAsync(cancellation))
            row.AboutMemberId = kind.Read(row.Data).AboutMember() ?? one.AboutMemberId;
    }

    private async Task<string[]> AboveAsync(IEnumerable<string> paths, CancellationToken cancellation)
    {
        List<string> lines = [.. paths.SelectMany(Superiors.Line).Distinct()];
        var ids = await db.Organizations.Where(o => lines.Contains(o.Path)).OrderBy(o => o.Path).Select(o => o.Id).ToListAsync(cancellation);
        return [.. ids.Select(id => id.ToString())];
    }
}
