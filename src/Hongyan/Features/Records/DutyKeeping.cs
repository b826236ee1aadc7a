using Hongyan.Data;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Records;

/// <summary>Keeps the duties of a sojourn equal to what the rules say, in the transaction that changes its records.</summary>
public sealed class DutyKeeping(HongyanDb db, Policies policies, PolicyLibrary library, Superiors superiors)
{
    // Duties are told a quarter ahead; a month of it is left for a job that did not run.
    private const int Reserve = 31;

    /// <summary>The sojourn as the rules read it.</summary>
    public async Task<SojournCase> CaseAsync(Member member, Sojourn sojourn, IEnumerable<SojournEvent> events, CancellationToken cancellation)
    {
        List<SojournEvent> told = [.. events];
        await superiors.KnowAsync([sojourn.HomePath, sojourn.HostPath, ReceivingIn(told)], cancellation);
        return new SojournCase(
            new MemberFacts
            {
                Status = member.Status,
                Joined = member.Joined,
                ProbationEnds = member.ProbationEnds,
                Category = member.Category,
                Abroad = member.Abroad,
                Rural = member.Rural,
                DetailsOn = member.DetailsOn,
            },
            told,
            await policies.AtAsync(sojourn.HomePath, cancellation),
            await policies.AtAsync(sojourn.HostPath ?? sojourn.HomePath, cancellation),
            library.Calendar);
    }

    /// <summary>Writes the duties known on a day over those kept; <paramref name="kept"/> are the kept ones, tracked.</summary>
    public void Keep(Sojourn sojourn, SojournCase sojournCase, IEnumerable<KeptDuty> kept, DateOnly today)
    {
        var story = sojournCase.AsOf(today);
        var duties = DutyBook.In(story);
        var left = kept.ToDictionary(duty => (duty.Kind, duty.Period));
        foreach (var duty in duties)
        {
            if (!left.Remove((duty.Kind, duty.Period), out var row))
            {
                row = NewRow(sojourn, duty, Duty.SideOf(duty.OwedBy) == Side.Home ? sojournCase.Home.Stamp : sojournCase.Host.Stamp);
                db.Duties.Add(row);
            }
            // what an earlier host settled stays its own; what is still owed is the present host's
            if (row.HostPath == sojourn.HostPath || row is { DoneOn: null, MootOn: null, WaivedOn: null })
            {
                row.OwedBy = DutyLine.NameOf(duty.OwedBy);
                row.OrgPath = duty.OwedBy == Party.ReceivingCommittee && ReceivingIn(sojournCase.Events) is { } receiving
                    ? superiors.CommitteeOf(receiving) : OrgOf(sojourn, duty.OwedBy);
                row.HostPath = sojourn.HostPath;
            }
            row.OpensOn = duty.OpensOn;
            row.DueOn = duty.DueOn;
            row.DoneOn = duty.DoneOn;
            row.MootOn = duty.MootOn;
            row.WaivedOn = duty.WaivedOn;
            row.Note = duty.Note;
            row.Clauses = [.. duty.Clauses];
            row.HomePath = sojourn.HomePath;
        }
        db.Duties.RemoveRange(left.Values); // what the records no longer support was never owed
        sojourn.DutiesUntil = sojourn.EndedOn is null ? Until(duties, story, today) : null;
    }

    /// <summary>The organisation of this installation that the last letter of transfer addresses.</summary>
    private static string? ReceivingIn(IEnumerable<SojournEvent> events) => events.OfType<TransferLetterIssued>().MaxBy(letter => letter.On)?.ToPath;

    /// <summary>The organisation that answers for what a party owes; a member and a contact person belong to the home branch.</summary>
    public string? OrgOf(Sojourn sojourn, Party party) => party switch
    {
        Party.HomeCommittee or Party.Committees => superiors.CommitteeOf(sojourn.HomePath),
        Party.HostCommittee or Party.ReceivingCommittee => superiors.CommitteeOf(sojourn.HostPath),
        Party.HostBranch or Party.FloatingOrganization => sojourn.HostPath,
        _ => sojourn.HomePath,
    };

    /// <summary>The region a place in words lies in, where it says so.</summary>
    public string? PlaceCode(string? place) => place is null ? null : new Places(library.Regions).CodeOf(place);

    // A duty that is missed can beget another: a member who has not reported in is urged from the next day on.
    private static DateOnly Until(IEnumerable<Duty> duties, Story story, DateOnly today) => duties
        .Where(duty => duty.DueOn >= today && duty.StateOn(today) is DutyState.Open or DutyState.Upcoming)
        .Select(duty => duty.DueOn)
        .Append(story.Horizon.AddDays(-Reserve))
        .Min();

    private static KeptDuty NewRow(Sojourn sojourn, Duty duty, string stamp) => new()
    {
        MemberId = sojourn.MemberId,
        Id = Guid.CreateVersion7(),
        SojournId = sojourn.Id,
        Kind = duty.Kind,
        Period = duty.Period,
        OwedBy = "",
        OpensOn = duty.OpensOn,
        DueOn = duty.DueOn,
        Clauses = [],
        Profile = stamp,
        HomePath = sojourn.HomePath,
    };
}
