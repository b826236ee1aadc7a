using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>What one person alone does not write, whatever way he takes; and what is held of a guest only after he was heard.</summary>
public sealed partial class Recording
{
    private const string TwoPersons = "refusal.two-persons";
    private const string TwoPersonsCertificate = "refusal.two-persons.certificate";

    /// <summary>The refusal of what takes a second person; <see cref="SecondPersons"/> asks one.</summary>
    internal static bool AsksSecond(Refusal refusal) => refusal.Text is TwoPersons or TwoPersonsCertificate;

    /// <summary>A record that takes two is also corrected and struck by two; a refusal is never struck, its superior lifts it.</summary>
    private static Refusal? OfTwoRefusal(Sojourn sojourn, IEnumerable<Entry> written, IReadOnlyCollection<WrittenRecord> records)
    {
        if (!sojourn.HomeIsOutside)
            return null;
        List<(Guid Id, SojournEvent Happened)> ever = [.. records.Select(record => (record.Id, EventJson.Read(record.Data)))];
        foreach (var entry in written)
        {
            var earlier = ever.Find(one => one.Id == entry.Corrects).Happened;
            if (entry.Happened is Struck && earlier is Refused)
                return Refusal.Of("refusal.strike.lifted");
            SojournEvent[] concerned = earlier is null ? [entry.Happened] : [entry.Happened, earlier];
            if (entry.First is null && Array.Find(concerned, one => one.IsOfTwo(ever.Select(told => told.Happened))) is { } ofTwo)
                return Refusal.Of(ofTwo is Refused ? TwoPersonsCertificate : TwoPersons);
        }
        return null;
    }

    /// <summary>What was held of him after a hearing keeps it: the hearing is not taken away from under it.</summary>
    private static Refusal? HearingRefusal(
        SojournCase known, IReadOnlyList<SojournEvent> events, IReadOnlyCollection<WrittenRecord> records, HashSet<Guid> corrected)
    {
        if (corrected.Count == 0 || Hearing.Unheard(known with { Events = events }) is not { } unheard)
            return null;
        return Hearing.Unheard(known with { Events = [.. WrittenRecord.Events(records)] }) is not null ? null
            : Refusal.Of("refusal.hearing-followed") with { On = unheard.On, Other = EventJson.TypeOf(unheard) };
    }

    /// <summary>A refusal is lifted above the organisation that refused, not by it.</summary>
    private Refusal? SuperiorRefusal(Sojourn sojourn, IEnumerable<Entry> written, IEnumerable<SojournEvent> before) =>
        actor.AccountId is not null && written.Any(entry => entry.Happened is RefusalLifted) && !MayLift(actor, sojourn, before)
            ? Refusal.Of("refusal.lifted-by-superior") : null;

    internal static bool MayLift(Actor actor, Sojourn sojourn, IEnumerable<SojournEvent> events) =>
        (events.OfType<Refused>().MaxBy(refused => refused.On)?.Organization ?? sojourn.HostPath) is var refuser
        && refuser != actor.OrgPath && Writers.Within(refuser, actor.OrgPath);
}
