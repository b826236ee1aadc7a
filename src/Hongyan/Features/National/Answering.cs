using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.National;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.National;

/// <summary>What somebody decided on some lines.</summary>
/// <param name="Act">taken, key-in, left or task.</param>
/// <param name="Reason">Why it is left, or what the task is.</param>
/// <param name="DueOn">By when a task or the keying in is to be done.</param>
internal sealed record Decision(string Act, string? Reason, DateOnly DueOn);

/// <summary>Does what was decided, line by line: what is refused for one is not refused for the others.</summary>
public sealed class Answering(
    HongyanDb db, Planning planning, Recording recording, PolicyLibrary policy, Audit audit, Actor actor, TimeProvider clock, Texts texts)
{
    private readonly Lazy<PlaceCodes> places = new(() => new PlaceCodes(policy));

    /// <summary>The lines that nobody has decided on yet, held until the transaction ends: who decides next finds them decided.</summary>
    internal async Task<IReadOnlyList<NationalLine>> HoldAsync(NationalComparison comparison, IReadOnlyCollection<int> numbers, CancellationToken cancellation)
    {
        var (org, id, asked) = (comparison.OrgPath, comparison.Id, numbers.ToArray());
        return await db.NationalLines.FromSql($"""
            select * from national_line
            where org_path = {org} and comparison_id = {id} and number = any({asked}) and answer is null order by number for update
            """).ToListAsync(cancellation);
    }

    /// <returns>How many lines it was done for, and why not for the others, by the number of the line.</returns>
    internal async Task<(int Done, IReadOnlyList<(PlannedLine Line, string Why)> Refused)> AnswerAsync(
        NationalComparison comparison, IReadOnlyList<NationalLine> lines, Decision decision, CancellationToken cancellation)
    {
        var planned = await planning.OfAsync(comparison, lines, decision.Act, cancellation);
        List<(PlannedLine, string)> refused = [.. planned.Where(one => one.Refusal is not null).Select(one => (one, one.Refusal!))];
        List<PlannedLine> possible = [.. planned.Where(one => one.Refusal is null)];
        var done = new List<NationalLine>();
        if (decision.Act == NationalLine.Taken)
        {
            var held = (await recording.HoldAllAsync([.. possible.Select(one => one.Line.SojournId).OfType<Guid>()], cancellation)).ToDictionary(one => one.Id);
            foreach (var one in possible)
            {
                if (await TakeAsync(comparison, one, held, cancellation) is { } refusal)
                    refused.Add((one, refusal.In(texts)));
                else
                    done.Add(one.Line);
            }
        }
        else
        {
            done.AddRange(possible.Select(one => one.Line));
            if (decision.Act != NationalLine.Left)
                db.NationalTasks.AddRange(possible.Select(one => TaskOf(comparison, one, decision)));
        }
        foreach (var line in done)
            (line.Answer, line.Reason, line.AnsweredBy, line.AnsweredAt) = (decision.Act, decision.Reason, actor.AccountId, clock.GetUtcNow());
        if (done.Count > 0)
            audit.Note("national-answered", comparison.Id.ToString(), new { decision.Act, Lines = done.Select(line => line.Number) });
        await db.SaveChangesAsync(cancellation);
        return (done.Count, refused);
    }

    private async Task<Refusal?> TakeAsync(
        NationalComparison comparison, PlannedLine one, Dictionary<Guid, Sojourn> held, CancellationToken cancellation)
    {
        if (one.Line.Difference == NationalLine.OnlyThere)
            return await BeginAsync(comparison, one, cancellation);
        if (!held.TryGetValue(one.Line.SojournId!.Value, out var stay))
            return Refusal.Of("refusal.home");
        return (await recording.WriteAloneAsync(stay, planning.EntriesOf(comparison, one.Line, one.Facts), cancellation)).Refusal;
    }

    /// <summary>A stay that was not known here begins, and is known to stand there. What was over before today is not asked for, as of a roster.</summary>
    private async Task<Refusal?> BeginAsync(NationalComparison comparison, PlannedLine one, CancellationToken cancellation)
    {
        var person = one.Line.PersonId!.Value;
        if (await db.Members.FirstOrDefaultAsync(m => m.Id == person, cancellation) is not { HomePath: { } home } member
            || !Writers.Within(home, actor.OrgPath))
            return Refusal.Of("refusal.home");
        var departure = planning.BeginningOf(comparison, one.Line, one.Facts).Departure!;
        var today = ChinaDate.Today(clock);
        IEnumerable<SojournEvent> following = departure.Departs < today ? [new DutiesBegin { On = today, From = today }] : [];
        var stay = await recording.OpenAsync(member, departure, new SojournFacts
        {
            HostName = one.Facts.Theirs!.Host, Destination = departure.Destination,
            DestinationCode = departure.Destination is { } place ? places.Value.CodeOf(place) : null,
        }, cancellation, following);
        await recording.SaveAsync(cancellation);
        if (departure.Departs <= today) // before he leaves, nothing is keyed in
            await recording.WriteAloneAsync(stay, Entry.New(planning.WordOf(comparison, one.Facts).Registered(one.Facts)), cancellation);
        return null;
    }

    private NationalTask TaskOf(NationalComparison comparison, PlannedLine one, Decision decision) => new()
    {
        BranchPath = one.Line.BranchPath ?? comparison.OrgPath, Id = Guid.CreateVersion7(), OrgPath = comparison.OrgPath, ComparisonId = comparison.Id,
        Side = comparison.Side, Kind = decision.Act, PersonId = one.Line.PersonId, SojournId = one.Line.SojournId, Name = one.Facts.Name,
        Content = decision.Reason, DueOn = decision.DueOn, MadeBy = actor.AccountId, MadeAt = clock.GetUtcNow(),
    };
}
