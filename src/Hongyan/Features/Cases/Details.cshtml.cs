using Hongyan.Data;
using Hongyan.Features.Duties;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Cases;

/// <summary>A case of any kind: its state, its parties, what happened, what is owed and on what it rests.</summary>
public sealed class DetailsModel(HongyanDb db, CaseRecording recording, Actor actor, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "kind")]
    public string KindName { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public Guid Owner { get; set; }

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public KeptCase Case { get; private set; } = null!;

    public CaseKind Kind { get; private set; } = null!;

    public CaseStory Story { get; private set; } = null!;

    public IReadOnlyList<PartyHere> Parties { get; private set; } = [];

    /// <summary>What happened, the newest first, with what was taken back or corrected.</summary>
    public IReadOnlyList<CaseHappening> Timeline { get; private set; } = [];

    /// <summary>Duties that have opened or open soon: those still owed first.</summary>
    public IReadOnlyList<KeptDuty> Duties { get; private set; } = [];

    /// <summary>What the reader can write now.</summary>
    public IReadOnlyList<(string Side, RecordType Type)> Offered { get; private set; } = [];

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    /// <summary>Whether the reader's organisation is a party: what is only the parties' is shown to him.</summary>
    public bool IsParty => Parties.Any(party => party.Path is not null && party.Path == actor.OrgPath);

    /// <summary>What features show of cases of this kind.</summary>
    public IEnumerable<string> CaseParts => Manifests.Giving<IShowsCases>().Where(feature => feature.OfKinds.Contains(KindName))
        .Select(feature => feature.CasePart);

    public string Address => $"/Cases/{KindName}/{Owner}/{Id}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (CaseKinds.Find(KindName) is not { } kind
            || await db.Cases.AsNoTracking().SingleOrDefaultAsync(c => c.OwnerId == Owner && c.Id == Id && c.Kind == kind.Name, cancellation) is not { } one)
            return NotFound();
        (Case, Kind) = (one, kind);
        var read = await recording.ReadAsync(one, cancellation);
        (Parties, Story) = (read.Parties, read.Told.AsOf(Today));
        Timeline = recording.TimelineOf(read);
        Holding = read.Holding;
        var duties = await db.Duties.AsNoTracking().Where(d => d.OwnerId == Owner && d.CaseId == Id).ToListAsync(cancellation);
        Duties = [.. duties.OrderBy(duty => !IsOwed(duty)).ThenBy(duty => duty.DueOn).ThenBy(duty => duty.Kind, StringComparer.Ordinal)];
        Offered = [.. CaseWriters.Offered(actor, Parties, Story)];
        return Page();
    }

    /// <summary>The row of something that the story tells.</summary>
    public Record RowOf(PartyEvent happened) => Holding.First(record => ReferenceEquals(record.Happened, happened)).Row;

    private IReadOnlyList<(Record Row, PartyEvent Happened)> Holding { get; set; } = [];

    /// <summary>Who told it; a side that is none of the kind any more stays a word.</summary>
    public string NameOf(string side) => Parties.FirstOrDefault(party => party.Side == side)?.Name ?? side;

    public PartyHere PartyOf(string side) => Parties.First(party => party.Side == side);

    /// <summary>Whether the reader's own organisation owes it, and a form closes it.</summary>
    public bool CanDo(KeptDuty duty) => IsOwed(duty) && PartyOf(duty.Side!).Path == actor.OrgPath && actor.Can(Access.Deciding);

    /// <summary>What a duty of which there are several is about.</summary>
    public string? AboutOf(KeptDuty duty) => duty.Part is { } part ? Kind.Duties.First(rule => rule.Kind == duty.Kind).About(Story, part) : null;

    /// <summary>The way to the form that closes a duty; to this page's buttons where several do.</summary>
    public string ActOf(KeptDuty duty) => duty.Shared ? DutyAction.OfOrganization(duty.OrgPath!, duty.Kind, duty.Period, Address)
        : DutyAction.OfCase(KindName, Owner, Id, duty.Kind, duty.Side!, Address, duty.Part);

    /// <summary>The files that a record names, its letter's scan among them.</summary>
    public static IEnumerable<FiledPaper> FilesOf(PartyEvent happened) =>
        happened.GetType().GetProperties().Where(property => property.PropertyType == typeof(FiledPaper))
        .Select(property => property.GetValue(happened)).Append(happened.Letter?.File).OfType<FiledPaper>();

    private bool IsOwed(KeptDuty duty) => duty.StateOn(Today) is DutyState.Open or DutyState.Overdue;

    public IEnumerable<string> Clauses => Kind.Duties.SelectMany(rule => rule.Clauses).Distinct().Order(StringComparer.Ordinal);
}
