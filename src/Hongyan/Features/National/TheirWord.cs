using Hongyan.Data;
using Hongyan.Rules.National;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.National;

/// <summary>
/// What the records of a stay would say if the national system is right, and what cannot be taken from it because somebody else has to say it. The
/// refusals are keys of the texts of this folder.
/// </summary>
/// <param name="source">Where it comes from, in a sentence: the remark of every record that is written.</param>
internal sealed class TheirWord(string side, DateOnly today, string source)
{
    private const int LongestNote = 500;

    private bool IsOut => side == NationalLayout.Outflow;

    private Side Own => IsOut ? Side.Home : Side.Host;

    /// <summary>What is written to a stay that is known, or why it is not taken.</summary>
    public (TakenEntries? Entries, string? Refusal) Of(NationalLine line, LineFacts facts, StayToTake known)
    {
        if (line.Difference == NationalLine.OnlyHere)
            return (null, "take.only-here");
        var (theirs, stay) = (facts.Theirs!, known.Stay);
        DepartureReported? correction = null;
        var happened = new List<SojournEvent>();
        SojournEvent? end = null;
        foreach (var field in line.Fields)
        {
            var refusal = field switch
            {
                FlowComparison.Departed => Departed(),
                FlowComparison.Place => Place(),
                FlowComparison.Host => Host(),
                FlowComparison.State => State(),
                _ => "take.certificate",
            };
            if (refusal is not null)
                return (null, refusal);
        }
        if (!known.Registered && end is null && stay.EndedOn is null && (IsOut ? known.Departure is not null : stay.State == SojournState.Placed))
            happened.Add(Registered(facts));
        if (end is not null)
            happened.Add(end);
        return correction is null && happened.Count == 0 ? (null, "take.nothing") : (new TakenEntries(correction, happened), null);

        string? Departed()
        {
            if (theirs.Departed is not { } departs)
                return "take.blank";
            if (!IsOut && stay.HomePath is not null)
                return "take.home-writes";
            if (!IsOut && theirs.OnlyMonth)
                return "take.month";
            if (!IsOut)
                happened.Add(new DepartureLearned { On = today, Departs = departs, ToldBy = "roster", Note = source });
            else if (known.Departure is { } old)
                correction = (correction ?? old) with
                {
                    On = departs < old.On || old.On == old.Departs ? Earlier(departs, today) : old.On,
                    Departs = departs,
                    Estimate = theirs.OnlyMonth ? DepartureEstimate.Month : null,
                    Note = With(old.Note),
                };
            else
                return "take.no-departure-here";
            return null;
        }

        string? Place()
        {
            if (theirs.Place is null)
                return "take.blank";
            if (known.Departure is not { } old)
                return "take.no-departure-here";
            if (old.Destination != stay.Destination)
                return "take.moved-on"; // he told of another place since he left
            correction = (correction ?? old) with { Destination = theirs.Place, Note = With(old.Note) };
            return null;
        }

        string? Host()
        {
            if (theirs.Host is null)
                return "take.blank";
            if (!IsOut)
                return "take.placed-here";
            if (stay.HostPath is not null)
                return "take.host-here";
            if (theirs.Host.Length > HostChanged.LongestName)
                return "take.host-long";
            happened.Add(new HostChanged { On = today, Host = theirs.Host, Note = source });
            return null;
        }

        string? State()
        {
            if (theirs.IsOver != true)
                return "take.ended-here";
            if (!facts.Returned)
                return "take.how-ended";
            if (theirs.EndedOn is not { } on)
                return "take.when-ended";
            if (on > today)
                return "take.ends-later";
            if (!IsOut && stay.HomePath is not null)
                return "take.home-writes";
            end = IsOut ? new Returned { On = on, Note = source } : new LeftHost { On = on, Reason = "returned", To = "home", Note = source };
            return null;
        }
    }

    /// <summary>The stay that begins when theirs is taken of a member who is not known to be away.</summary>
    public (DepartureReported? Departure, string? Refusal) Beginning(NationalLine line, LineFacts facts, IEnumerable<Sojourn> stays)
    {
        if (!IsOut)
            return (null, "take.reception");
        if (line.PersonId is null)
            return (null, "take.unknown");
        if (facts.Theirs?.Departed is not { } departs)
            return (null, "take.no-departure");
        if (departs > today.AddYears(1))
            return (null, "take.far");
        if (stays.Any(stay => stay.State != SojournState.Cancelled && (stay.EndedOn is null || stay.EndedOn > departs)))
            return (null, "take.already-away");
        return (new DepartureReported
        {
            On = Earlier(departs, today),
            Departs = departs,
            Estimate = facts.Theirs.OnlyMonth ? DepartureEstimate.Month : null,
            Reason = facts.Reason,
            Destination = facts.Theirs.Place,
            Note = source,
        }, null);
    }

    public RegisteredNationally Registered(LineFacts facts) => new() { On = today, By = Own, NationalNumber = facts.Number, Note = source };

    private string With(string? note) => note is null || note.Contains(source, StringComparison.Ordinal) || note.Length + source.Length >= LongestNote
        ? source : note + "；" + source;

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
