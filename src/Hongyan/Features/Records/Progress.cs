using Hongyan.Data;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Records;

/// <summary>The state machine of a sojourn: which event leads where, and what else of the case it settles.</summary>
public static class Progress
{
    /// <summary>(state, event) → state; the diagram in the documentation is made from it.</summary>
    public static IReadOnlyDictionary<(string State, string Event), string> Steps { get; } = new Dictionary<(string, string), string>
    {
        [("reported", "reported-in")] = "reported-in",
        [("reported", "returned")] = "returned",
        [("reported", "transferred")] = "transferred",
        [("reported", "cancelled")] = "cancelled",
        [("away", "reported-in")] = "reported-in",
        [("away", "returned")] = "returned",
        [("away", "transferred")] = "transferred",
        [("away", "cancelled")] = "cancelled",
        [("reported-in", "reported-in")] = "reported-in", // at another host
        [("reported-in", "placed")] = "placed",
        [("reported-in", "branch-named")] = "reported-in",
        [("reported-in", "refused")] = "refused",
        [("reported-in", "returned")] = "returned",
        [("reported-in", "transferred")] = "transferred",
        [("refused", "reported-in")] = "reported-in",
        [("refused", "branch-named")] = "reported-in",
        [("refused", "placed")] = "placed",
        [("refused", "refused")] = "refused", // by the committee after its branch
        [("refused", "returned")] = "returned",
        [("refused", "transferred")] = "transferred",
        [("placed", "reported-in")] = "reported-in",
        [("placed", "branch-named")] = "reported-in",
        [("placed", "placed")] = "placed",
        [("placed", "returned")] = "returned",
        [("placed", "transferred")] = "transferred",
    };

    /// <summary>The events that move a case on; all others can happen in any state.</summary>
    public static IReadOnlySet<string> Moving { get; } = Steps.Keys.Select(step => step.Event).ToHashSet();

    /// <summary>Why a type of event cannot follow on a state; nothing when it can.</summary>
    public static Refusal? RefusalOf(string state, string type) =>
        !Moving.Contains(type) || Steps.ContainsKey((state, type)) ? null : Records.Refusal.Of((state, type) switch
        {
            ("returned", "returned") => "refusal.returned-already",
            ("returned" or "transferred" or "cancelled", _) => "refusal.ended",
            ("reported" or "away", "placed" or "refused" or "branch-named") => "refusal.not-reported-in",
            ("placed", "refused") => "refusal.placed-already",
            (_, "cancelled") => "refusal.arrived-already",
            _ => "refusal.state",
        });

    /// <summary>Why this cannot happen now; nothing when it can.</summary>
    public static Refusal? Refusal(Sojourn sojourn, SojournEvent happened) =>
        RefusalOf(sojourn.State, EventJson.TypeOf(happened))
        ?? happened switch
        {
            Returned or Transferred when happened.On < sojourn.DepartedOn => Records.Refusal.Of("refusal.before-departure"),
            ReportedIn { Organization: null } when sojourn is { State: "reported-in" or "placed", HostPath: not null } => Records.Refusal.Of("refusal.reported-already"),
            ContactPersonNamed { By: Side.Home, FullMember: false } => Records.Refusal.Of("refusal.member-not-full"),
            BranchNamed { Skipped: not null } => Records.Refusal.Of("refusal.order"),
            _ => null,
        };

    /// <summary>Tells the case again from its beginning; refuses when one step does not follow from the one before.</summary>
    public static Refusal? Retell(Sojourn sojourn, IEnumerable<SojournEvent> events, DateOnly today)
    {
        sojourn.EndedOn = null;
        sojourn.LastContactOn = null;
        sojourn.LostOn = null;
        sojourn.State = sojourn.DepartedOn > today ? "reported" : "away";
        foreach (var happened in events.OrderBy(happened => happened.On).ThenBy(Rank))
        {
            if (RefusalOf(sojourn.State, EventJson.TypeOf(happened)) is { } refusal)
                return refusal;
            Apply(sojourn, happened);
        }
        if (sojourn.State is "reported" or "away")
            sojourn.State = sojourn.DepartedOn > today ? "reported" : "away";
        return null;
    }

    public static void Apply(Sojourn sojourn, SojournEvent happened)
    {
        if (Steps.TryGetValue((sojourn.State, EventJson.TypeOf(happened)), out var next))
            sojourn.State = next;
        switch (happened)
        {
            case DepartureReported departure:
                sojourn.DepartedOn = departure.Departs;
                sojourn.Reason = departure.Reason ?? sojourn.Reason;
                sojourn.Destination = departure.Destination ?? sojourn.Destination;
                break;
            case Returned or Transferred or Cancelled: // a stay that was called off ended as it began
                sojourn.EndedOn = happened.On > sojourn.DepartedOn ? happened.On : sojourn.DepartedOn;
                break;
            case ReportedIn { Organization: { } host }:
                sojourn.HostPath = host;
                break;
            case Refused { BackTo: { } committee }:
                sojourn.HostPath = committee;
                break;
            case BranchNamed named:
                sojourn.HostPath = named.Organization;
                break;
            case Placed { Organization: { } organization }:
                sojourn.HostPath = organization;
                break;
            case ContactPersonNamed { By: Side.Home, Person: { } person } named:
                (sojourn.HomeContact, sojourn.HomeContactId) = (person, named.PersonId);
                break;
            case ContactPersonNamed { By: Side.Host, Person: { } person } named:
                (sojourn.HostContact, sojourn.HostContactId) = (person, named.PersonId);
                break;
            case ChangeReported change:
                NewDetails.Apply(change, sojourn);
                break;
            case MarkedLost:
                sojourn.LostOn ??= happened.On;
                break;
            case Found:
                sojourn.LostOn = null;
                break;
            case Contact { Reached: true } when !(sojourn.LastContactOn > happened.On):
                sojourn.LastContactOn = happened.On;
                break;
        }
    }

    // On one day a member leaves, arrives, is placed and comes back in this order.
    private static int Rank(SojournEvent happened) => happened switch
    {
        DepartureReported => 0,
        ReportedIn => 1,
        BranchNamed => 2,
        Refused => 3,
        Placed => 4,
        Found or Returned or Transferred or Cancelled => 6,
        _ => 5,
    };
}
