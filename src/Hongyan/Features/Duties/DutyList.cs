using System.Runtime.CompilerServices;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Cases;
using Hongyan.Rules.Duties;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Duties;

/// <summary>A duty as the list prints it. What an organisation owes for all its members away has no member and no sojourn.</summary>
public sealed record ListedDuty(
    string? Member, Guid? Sojourn, string Kind, IReadOnlyList<string> Clauses, string OwedBy, string? Org, string? Period, DateOnly Due, string State);

/// <summary>What was owed on a day, told from the records alone: the same list as the worklist, for any day.</summary>
public sealed class DutyList(Installation installation, HongyanDb db)
{
    private readonly DutyKeeping keeping = new RecordServices(installation, db).Keeping;

    /// <param name="on">The day, and nothing that happened after it.</param>
    /// <param name="org">Only what this organisation and those below it answer for.</param>
    /// <param name="coming">Also what opens within the next quarter.</param>
    public async IAsyncEnumerable<ListedDuty> OnAsync(
        DateOnly on, string? org, bool coming, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var told = new HashSet<(string? Org, string Kind, string? Period)>();
        await foreach (var one in new CaseReader(db, keeping).BelowAsync(org, cancellation))
        {
            foreach (var duty in DutyBook.On(one.Case, on))
            {
                var state = duty.StateOn(on);
                var path = keeping.OrgOf(one.Sojourn, duty.OwedBy);
                if (!(state is DutyState.Open or DutyState.Overdue || (coming && state == DutyState.Upcoming))
                    || (org is not null && !Writers.Within(path ?? "", org)))
                    continue;
                var shared = DutyCloser.OfOrganizations.Contains(duty.Kind);
                if (shared && !told.Add((path, duty.Kind, duty.Period)))
                    continue;
                yield return new ListedDuty(shared ? null : one.Member.Name, shared ? null : one.Sojourn.Id, duty.Kind, duty.Clauses,
                    DutyLine.NameOf(duty.OwedBy), path, duty.Period, duty.DueOn, DutyLine.NameOf(state));
            }
        }
        var (lo, hi) = (org ?? "", org is null ? ":" : org + "/");
        var ofCases = db.Duties.AsNoTracking().Where(d => d.CaseKind != KeptDuty.OfSojourn && d.OrgPath!.CompareTo(lo) >= 0 && d.OrgPath.CompareTo(hi) < 0)
            .OrderBy(d => d.OrgPath).ThenBy(d => d.DueOn);
        await foreach (var duty in ofCases.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var state = duty.StateOn(on);
            if (state is DutyState.Open or DutyState.Overdue && (!duty.Shared || told.Add((duty.OrgPath, duty.Kind, duty.Period))))
                yield return new ListedDuty(null, null, duty.Kind, duty.Clauses, OwedBy(duty), duty.OrgPath, duty.Period, duty.DueOn, DutyLine.NameOf(state));
        }
    }

    /// <summary>Who owes it: where sojourns demand the same, in their word; else the side of its case.</summary>
    private static string OwedBy(KeptDuty duty) => duty.Shared ? DutyLine.NameOf(DutyBook.Rules.First(rule => rule.Kind == duty.Kind).OwedBy) : duty.Side!;
}
