using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>
/// Keeps the duties of a sojourn equal to what the rules say, in the transaction that changes its records. What was settled under an
/// earlier policy stays as it was settled, as long as the record that settled it stands.
/// </summary>
public sealed class DutyKeeping(HongyanDb db, Policies policies, PolicyLibrary library, Superiors superiors)
{
    private readonly List<ITermsOfStays> terms = [.. Manifests.Giving<IGivesTerms>().Select(feature => feature.TermsIn(db))];

    private static readonly Dictionary<string, Side> Sides = Enum.GetValues<Party>().ToDictionary(party => DutyLine.NameOf(party), Duty.SideOf);

    /// <summary>Looks up at once what the cases of many sojourns need of their organisations.</summary>
    public Task KnowAsync(IReadOnlyCollection<Sojourn> sojourns, CancellationToken cancellation) =>
        superiors.KnowAsync(sojourns.Select(sojourn => sojourn.HomePath).Concat(sojourns.Select(sojourn => sojourn.HostPath)), cancellation);

    /// <summary>Adds what <see cref="CaseAsync"/> asks of a member's stays to queries that are sent together, after the one that reads them.</summary>
    internal void AskWith(QueryBatch batch, Guid member, Func<IEnumerable<Sojourn>> read)
    {
        superiors.AskWith(batch, member, () => read().SelectMany(stay => new[] { stay.HomePath, stay.HostPath }));
        policies.AskWith(batch);
        foreach (var one in terms)
            one.AskWith(batch);
    }

    /// <summary>The sojourn as the rules read it.</summary>
    public async Task<SojournCase> CaseAsync(Member member, Sojourn sojourn, IEnumerable<SojournEvent> events, CancellationToken cancellation)
    {
        List<SojournEvent> told = [.. events];
        await superiors.KnowAsync([sojourn.HomePath, sojourn.HostPath, ReceivingIn(told)], cancellation);
        var agreed = new List<AgreedTerms>();
        foreach (var one in terms)
            agreed.AddRange(await one.OfAsync(member, sojourn, told, cancellation));
        return new SojournCase(
            FactsOf(member),
            told,
            await policies.AtAsync(sojourn.HomePath, cancellation),
            await policies.AtAsync(sojourn.HostPath ?? sojourn.HomePath, cancellation),
            library.Calendar)
        {
            Agreements = agreed,
            HomeIsOutside = sojourn.HomeIsOutside,
            HostIsOutside = IsHostOutside(sojourn),
        };
    }

    /// <summary>Whether nobody here answers as a host, be one outside named or not.</summary>
    public static bool IsHostOutside(Sojourn sojourn) => sojourn is { HostPath: null, HomeIsOutside: false };

    /// <summary>What the rules read of a member.</summary>
    public static MemberFacts FactsOf(Member member) => new()
    {
        Status = member.Status,
        Joined = member.Joined,
        ProbationEnds = member.ProbationEnds,
        Category = member.Category,
        Abroad = member.Abroad,
        Rural = member.Rural == true,
        IdentityOpen = member.IdNumber is null,
        DetailsOn = member.DetailsOn,
    };

    /// <summary>The duties of a sojourn of which none are kept yet, in the form in which <see cref="Keep"/> keeps them.</summary>
    public IEnumerable<KeptDuty> First(Sojourn sojourn, SojournCase sojournCase, DateOnly today, Func<Guid> newId)
    {
        FigureKeeping.Keep(sojourn, sojournCase.Events);
        var story = sojournCase.WrittenOn(today);
        sojourn.DutiesUntil = DutyBook.HoldUntil(story);
        return DutyBook.In(story).Select(duty =>
        {
            var stamp = StampOf(sojournCase, Duty.SideOf(duty.OwedBy));
            var row = NewRow(sojourn, duty, stamp, newId());
            Write(row, sojourn, duty, stamp, sojournCase.Events);
            return row;
        });
    }

    /// <summary>Writes the duties known on a day over those kept; <paramref name="kept"/> are the kept ones, tracked.</summary>
    public void Keep(Sojourn sojourn, SojournCase sojournCase, IEnumerable<KeptDuty> kept, DateOnly today)
    {
        FigureKeeping.Keep(sojourn, sojournCase.Events);
        var story = sojournCase.WrittenOn(today);
        var left = kept.ToDictionary(duty => (duty.Kind, duty.Period, duty.Part));
        foreach (var duty in DutyBook.In(story))
        {
            var stamp = StampOf(sojournCase, Duty.SideOf(duty.OwedBy));
            if (!left.Remove((duty.Kind, duty.Period, duty.Part), out var row))
                db.Duties.Add(row = NewRow(sojourn, duty, stamp, Guid.CreateVersion7()));
            // the policy of the side that owed it then: another side may follow another one by now
            if (row.Profile == StampOf(sojournCase, Sides[row.OwedBy!]) || !Stands(row, story))
                Write(row, sojourn, duty, stamp, sojournCase.Events);
            else if (IsDemandOf(row, duty))
            {
                var missed = row.MissedOn; // settled under an earlier policy, it is not missed sooner or later by the new one
                Write(row, sojourn, duty, stamp, sojournCase.Events);
                row.MissedOn = missed;
            }
            row.HomePath = sojourn.HomePath;
        }
        foreach (var row in left.Values)
        {
            if (row.Profile == StampOf(sojournCase, Sides[row.OwedBy!]) || !Stands(row, story))
                db.Duties.Remove(row); // what the records no longer support was never owed
            else
                row.HomePath = sojourn.HomePath;
        }
        sojourn.DutiesUntil = DutyBook.HoldUntil(story);
    }

    /// <summary>The organisation of this installation that the last letter of transfer addresses.</summary>
    private static string? ReceivingIn(IEnumerable<SojournEvent> events) => events.OfType<TransferLetterIssued>().MaxBy(letter => letter.On)?.ToPath;

    /// <summary>The organisation that answers for what a party owes; a member and a contact person belong to the home branch.</summary>
    public string? OrgOf(Sojourn sojourn, Party party) => party switch
    {
        Party.HomeCommittee or Party.Committees => superiors.CommitteeOf(sojourn.HomePath),
        Party.HostCommittee or Party.ReceivingCommittee => superiors.CommitteeOf(sojourn.HostPath),
        Party.HostBranch or Party.FloatingOrganization => sojourn.HostPath,
        _ => sojourn.HomePath ?? sojourn.HostPath, // what a guest owes himself is looked after where he is
    };

    /// <summary>The region a place in words lies in, where it says so.</summary>
    public string? PlaceCode(string? place) => place is null ? null : new PlaceCodes(library).CodeOf(place);

    private void Write(KeptDuty row, Sojourn sojourn, Duty duty, string stamp, IEnumerable<SojournEvent> events)
    {
        if (!IsDemandOf(row, duty))
            row.Profile = stamp;
        // what an earlier host owed or settled stays its own; what is still owed otherwise is the present host's
        if (duty.Organization is { } organization)
        {
            row.OwedBy = DutyLine.NameOf(duty.OwedBy);
            row.OrgPath = organization;
            row.HostPath = duty.OwedBy == Party.HostBranch ? organization : sojourn.HostPath;
        }
        else if (row.HostPath == sojourn.HostPath || row is { DoneOn: null, MootOn: null, WaivedOn: null })
        {
            row.OwedBy = DutyLine.NameOf(duty.OwedBy);
            row.OrgPath = duty.OwedBy == Party.ReceivingCommittee && ReceivingIn(events) is { } receiving
                ? superiors.CommitteeOf(receiving) : OrgOf(sojourn, duty.OwedBy);
            row.HostPath = sojourn.HostPath;
        }
        row.TakeTerm(duty);
        row.TakeOutcome(duty);
    }

    private static string StampOf(SojournCase sojournCase, Side side) =>
        side == Side.Home && !sojournCase.HomeIsOutside ? sojournCase.Home.Stamp : sojournCase.Host.Stamp;

    private static bool IsDemandOf(KeptDuty row, Duty duty) =>
        row.OpensOn == duty.OpensOn && row.DueOn == duty.DueOn && row.OwedBy == DutyLine.NameOf(duty.OwedBy);

    /// <summary>Whether a duty is settled by something that the records still tell.</summary>
    private static bool Stands(KeptDuty row, Story story) => row switch
    {
        { DoneOn: { } done } => story.Events.Any(happened => happened.On == done && (row.ClosedBy is null || EventJson.TypeOf(happened) == row.ClosedBy)),
        { WaivedOn: { } waived } => story.Waivers.Any(waiver => waiver.On == waived && waiver.Kind == row.Kind),
        { MootOn: { } moot, Note: "sojourn-ended" } => story.End == moot,
        { MootOn: { } moot, Note: "lost" } => story.Lost.Any(lost => lost.First == moot),
        { MootOn: null, MissedOn: { } missed } when missed <= story.AsOf => true,
        _ => row.MootOn is not null,
    };

    private static KeptDuty NewRow(Sojourn sojourn, Duty duty, string stamp, Guid id)
    {
        var row = KeptDuty.New(id, sojourn.MemberId, sojourn.Id, KeptDuty.OfSojourn, duty, stamp);
        (row.OwedBy, row.HomePath) = (DutyLine.NameOf(duty.OwedBy), sojourn.HomePath);
        return row;
    }
}
