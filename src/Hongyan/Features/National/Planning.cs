using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.National;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>What an act on lines of a comparison would do, line by line, before anybody confirms it and again when it is done.</summary>
public sealed class Planning(HongyanDb db, PolicyLibrary policy, Actor actor, TimeProvider clock, Texts texts)
{
    /// <summary>So many lines stand on one page and are decided in one act.</summary>
    public const int Most = 100;

    private readonly Texts words = texts.For("National");

    private readonly Dictionary<Guid, StayToTake> stays = [];
    private ILookup<Guid, Sojourn> staysOf = Array.Empty<Sojourn>().ToLookup(stay => stay.MemberId);

    /// <summary>The lines that nobody has decided on, with what the act does to each.</summary>
    internal async Task<IReadOnlyList<PlannedLine>> OfAsync(
        NationalComparison comparison, IReadOnlyList<NationalLine> lines, string act, CancellationToken cancellation)
    {
        if (act == NationalLine.Taken)
            await KnowAsync(comparison, lines, cancellation);
        return [.. lines.Select(line =>
        {
            var facts = LineFacts.Read(line.Facts);
            var (writes, refusal) = act switch
            {
                NationalLine.Taken => Take(comparison, line, facts),
                NationalLine.KeyIn => ([], line.SojournId is null ? "key-in.unknown" : null),
                _ => ((IReadOnlyList<string>)[], null),
            };
            return new PlannedLine(line, facts, writes, refusal is null ? null : refusal.StartsWith("refusal.", StringComparison.Ordinal)
                ? Refusal.Of(refusal).In(texts) : words[refusal]);
        })];
    }

    /// <summary>How a record says where it comes from.</summary>
    internal TheirWord WordOf(NationalComparison comparison, LineFacts facts) => new(comparison.Side, ChinaDate.Today(clock),
        words["source", policy.National.System, comparison.FileName, facts.Row ?? "", DateText.Of(comparison.OnDate)]);

    internal StayToTake? StayOf(NationalLine line) => line.SojournId is { } id ? stays.GetValueOrDefault(id) : null;

    /// <summary>The entries that taking theirs writes to a stay that is known.</summary>
    internal IReadOnlyList<Entry> EntriesOf(NationalComparison comparison, NationalLine line, LineFacts facts)
    {
        var known = StayOf(line)!;
        var (entries, _) = WordOf(comparison, facts).Of(line, facts, known);
        return [.. (entries!.Correction is { } correction ? [new Entry(Guid.CreateVersion7(), correction, known.DepartureRecord!.Id)] : Array.Empty<Entry>())
            .Concat(entries.Happened.Select(Entry.New))];
    }

    internal (DepartureReported? Departure, string? Refusal) BeginningOf(NationalComparison comparison, NationalLine line, LineFacts facts) =>
        WordOf(comparison, facts).Beginning(line, facts, line.PersonId is { } person ? staysOf[person] : []);

    private (IReadOnlyList<string> Writes, string? Refusal) Take(NationalComparison comparison, NationalLine line, LineFacts facts)
    {
        var side = comparison.Side == NationalLayout.Outflow ? Side.Home : Side.Host;
        if (line.Difference == NationalLine.OnlyThere)
        {
            var (_, lack) = BeginningOf(comparison, line, facts);
            return lack is not null ? ([], lack) : ([DepartureReported.Type.Name, RegisteredNationally.Type.Name], null);
        }
        if (StayOf(line) is not { } known)
            return ([], "take.gone");
        var (entries, refusal) = WordOf(comparison, facts).Of(line, facts, known);
        if (entries is null)
            return ([], refusal);
        var forbidden = (entries.Correction is null ? null : Corrections.Refusal(known.DepartureRecord!, actor))
            ?? entries.Happened.Select(one => Writers.Refusal(EventJson.TypeOf(one), side, actor, known.Stay)).FirstOrDefault(one => one is not null);
        return (entries.Types, forbidden);
    }

    /// <summary>Reads the stays of the lines with what their records say: however many, three statements.</summary>
    private async Task KnowAsync(NationalComparison comparison, IReadOnlyList<NationalLine> lines, CancellationToken cancellation)
    {
        List<Guid> people = [.. lines.Select(line => line.PersonId).OfType<Guid>().Distinct()], ids = [.. lines.Select(line => line.SojournId).OfType<Guid>()];
        string[] types = [DepartureReported.Type.Name, RegisteredNationally.Type.Name];
        var side = comparison.Side == NationalLayout.Outflow ? Side.Home : Side.Host;
        var all = await db.Sojourns.AsNoTracking().Where(stay => people.Contains(stay.MemberId)).ToListAsync(cancellation);
        staysOf = all.ToLookup(stay => stay.MemberId);
        var rows = await db.Records.AsNoTracking().Where(r => people.Contains(r.OwnerId) && ids.Contains(r.CaseId) && types.Contains(r.Type))
            .Where(r => !db.Records.Any(later => later.OwnerId == r.OwnerId && later.CaseId == r.CaseId && later.CorrectsId == r.Id))
            .ToListAsync(cancellation);
        var told = rows.ToLookup(row => row.CaseId, row => (Row: row, Happened: EventJson.Read(row.Data)));
        foreach (var stay in all.Where(stay => ids.Contains(stay.Id)))
        {
            var departure = told[stay.Id].LastOrDefault(one => one.Happened is DepartureReported);
            stays[stay.Id] = new StayToTake(stay, departure.Row, departure.Happened as DepartureReported,
                told[stay.Id].Any(one => one.Happened is RegisteredNationally registered && registered.By == side));
        }
    }
}
