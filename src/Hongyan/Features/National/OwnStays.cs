using Hongyan.Data;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.National;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>A stay as this installation knows it, beside what the comparison needs of it.</summary>
/// <param name="Stay">Nothing of a member who is not away.</param>
/// <param name="Branch">The branch whose member or guest he is.</param>
/// <param name="IsRegistered">Whether its side recorded that it stands in the national system.</param>
internal sealed record KnownStay(OwnStay Own, Member Person, Sojourn? Stay, string Branch, bool IsRegistered);

/// <summary>
/// What is known here of whom a file may mean: the stays of an organisation's side that were open on the day, and the members whose ID numbers or
/// names stand in the file. Nobody beyond the organisation is looked for.
/// </summary>
internal sealed class OwnStays(HongyanDb db, Secrets secrets)
{
    private static readonly string[] NotHere = ["cancelled", "announced", "reported", "away", "refused"];
    private static readonly string[] Types =
        [DepartureReported.Type.Name, DepartureLearned.Type.Name, RegisteredNationally.Type.Name];

    public async Task<IReadOnlyList<KnownStay>> ReadAsync(
        Organization organization, string side, DateOnly day, IReadOnlyCollection<FileRow> rows, CancellationToken cancellation)
    {
        var isOut = side == NationalLayout.Outflow;
        var all = Stays(organization, isOut);
        var open = await all.Where(stay => stay.DepartedOn <= day && (stay.EndedOn == null || stay.EndedOn > day)).ToListAsync(cancellation);
        var meant = await MeantAsync(organization, isOut, rows, cancellation);
        List<Guid> others = [.. meant.Except(open.Select(stay => stay.MemberId))];
        var past = others.Count == 0 ? [] : await all.Where(stay => others.Contains(stay.MemberId)).ToListAsync(cancellation);
        List<Sojourn> stays = [.. open, .. past];
        List<Guid> ids = [.. stays.Select(stay => stay.MemberId).Concat(others).Distinct()];
        var people = await db.Members.AsNoTracking().Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id, cancellation);
        var hashes = await HashesAsync(ids, cancellation);
        var records = await RecordsAsync(stays, cancellation);
        var (_, hostOf) = await HomeParty.WithHostsAsync(db, stays, cancellation);
        var known = stays.Where(stay => people.ContainsKey(stay.MemberId)).Select(stay =>
        {
            List<SojournEvent> told = [.. records[stay.Id]];
            var person = people[stay.MemberId];
            var own = new OwnStay(person.Id, stay.Id, hashes.GetValueOrDefault(person.Id), Plain.Name(person.Name), person.Born,
                FactsOf(stay, told, hostOf(stay), day));
            var isRegistered = told.OfType<RegisteredNationally>().Any(one => one.By == (isOut ? Side.Home : Side.Host));
            return new KnownStay(own, person, stay, (isOut ? stay.HomePath : stay.HostPath) ?? organization.Path, isRegistered);
        });
        var away = stays.Select(stay => stay.MemberId).ToHashSet();
        return
        [
            .. known.OrderBy(one => one.Own.IsOpen ? 0 : 1).ThenByDescending(one => one.Stay!.DepartedOn),
            .. people.Values.Where(person => isOut && !away.Contains(person.Id)).Select(person => new KnownStay(
                new OwnStay(person.Id, null, hashes.GetValueOrDefault(person.Id), Plain.Name(person.Name), person.Born, new FlowFacts()),
                person, null, person.HomePath!, IsRegistered: false)),
        ];
    }

    private IQueryable<Sojourn> Stays(Organization organization, bool isOut)
    {
        var (lo, hi) = (organization.Path, organization.Path + "/"); // '/' follows '.'
        return isOut
            ? db.Sojourns.AsNoTracking().Where(stay => stay.State != "cancelled" && stay.HomePath!.CompareTo(lo) >= 0 && stay.HomePath.CompareTo(hi) < 0)
            : db.Sojourns.AsNoTracking().Where(stay => !NotHere.Contains(stay.State) && stay.HostPath!.CompareTo(lo) >= 0 && stay.HostPath.CompareTo(hi) < 0);
    }

    /// <summary>Whose number or name stands in the file: members registered below the organisation, or whom it ever hosted.</summary>
    private async Task<List<Guid>> MeantAsync(Organization organization, bool isOut, IReadOnlyCollection<FileRow> rows, CancellationToken cancellation)
    {
        var (lo, hi) = (organization.Path, organization.Path + "/");
        var hosted = db.Sojourns.Where(stay => stay.HostPath!.CompareTo(lo) >= 0 && stay.HostPath.CompareTo(hi) < 0).Select(stay => stay.MemberId);
        var within = isOut ? db.Members.Where(m => m.HomePath!.CompareTo(lo) >= 0 && m.HomePath.CompareTo(hi) < 0 && m.LeftOn == null)
            : db.Members.Where(m => hosted.Contains(m.Id));
        var numbers = rows.Select(row => row.Number?.Digits).OfType<string>().Distinct().Select(secrets.Hash).ToArray();
        var names = rows.Select(row => row.Name).Distinct().SelectMany(NameForms.Of).ToArray();
        var owners = db.Identities.FromSql($"select * from member_identity where hash = any({numbers})").Select(one => one.MemberId);
        var guests = db.GuestNumbers.FromSql($"select * from guest_number where hash = any({numbers})").Select(one => one.MemberId);
        return await within.Where(m => owners.Contains(m.Id) || guests.Contains(m.Id) || names.Contains(m.Name)).Select(m => m.Id).ToListAsync(cancellation);
    }

    private async Task<Dictionary<Guid, string>> HashesAsync(List<Guid> ids, CancellationToken cancellation)
    {
        var hashes = new Dictionary<Guid, string>();
        foreach (var one in await db.Identities.AsNoTracking().Where(i => ids.Contains(i.MemberId)).ToListAsync(cancellation))
            hashes[one.MemberId] = Convert.ToHexString(one.Hash);
        foreach (var one in await db.GuestNumbers.AsNoTracking().Where(n => ids.Contains(n.MemberId)).ToListAsync(cancellation))
            hashes.TryAdd(one.MemberId, Convert.ToHexString(one.Hash));
        return hashes;
    }

    /// <summary>What holds of departures and of registrations there.</summary>
    private async Task<ILookup<Guid, SojournEvent>> RecordsAsync(List<Sojourn> stays, CancellationToken cancellation)
    {
        var (owners, cases) = (stays.Select(stay => stay.MemberId).Distinct().ToList(), stays.Select(stay => stay.Id).ToList());
        var rows = await db.Records.AsNoTracking().Where(r => owners.Contains(r.OwnerId) && cases.Contains(r.CaseId) && Types.Contains(r.Type))
            .Where(r => !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CaseId == r.CaseId && later.CorrectsId == r.Id))
            .OrderBy(r => r.OnDate).ThenBy(r => r.Id).Select(r => new { r.CaseId, r.Data }).ToListAsync(cancellation);
        return rows.ToLookup(row => row.CaseId, row => EventJson.Read(row.Data));
    }

    /// <summary>Of whom nobody knows when he left, no day is compared.</summary>
    private static FlowFacts FactsOf(Sojourn stay, List<SojournEvent> told, string? host, DateOnly day)
    {
        var departure = told.OfType<DepartureReported>().LastOrDefault();
        var isKnown = departure is { Estimate: not DepartureEstimate.Arrival } || told.Exists(happened => happened is DepartureLearned);
        return new FlowFacts
        {
            Departed = isKnown ? stay.DepartedOn : null,
            OnlyMonth = departure is { Estimate: DepartureEstimate.Month },
            Place = Said(stay.Destination),
            Host = Said(host),
            Certificate = Said(stay.CertificateNumber) is { } number ? Plain.Key(number).ToUpperInvariant() : null,
            IsOver = stay.EndedOn <= day,
            EndedOn = stay.EndedOn,
        };

        static string? Said(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
    }
}
