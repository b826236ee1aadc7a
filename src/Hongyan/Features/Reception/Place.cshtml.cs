using Hongyan.Data;
using Hongyan.Features.Batch;
using Hongyan.Features.Shared;
using Hongyan.Platform;
using Hongyan.Platform.Forms;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>
/// The committee names the branch for one arrival or for several, in the order of, which its form shows step by step. What was named is noted as
/// a batch, which shows it and takes it back.
/// </summary>
public sealed class PlaceModel(
    HongyanDb db, Recording recording, Meanwhile meanwhile, OwnBranches branches, TypedForms typedForms, Batches batches, Actor actor,
    TimeProvider clock, Texts texts) : PageModel
{
    public const int Most = 100;
    private const string Address = "/Reception/Place";
    private const string Type = "branch-named";
    private readonly Texts words = texts.For("Reception");
    private readonly Dictionary<Guid, Refusal> reasons = [];
    private HashSet<Guid> written = [];

    /// <summary>member.sojourn, as often as there are people.</summary>
    [BindProperty(SupportsGet = true)]
    public string[] Stay { get; set; } = [];

    /// <summary>What was typed for those who are left, when a branch was named for some.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Left { get; set; }

    /// <summary>The act, from which and the stay the id of each record follows.</summary>
    [BindProperty]
    public Guid Act { get; set; }

    /// <summary>The records to be: member.sojourn.record for each who is ticked.</summary>
    [BindProperty]
    public string[] Records { get; set; } = [];

    [BindProperty]
    public string? Basis { get; set; }

    [BindProperty]
    public string[] RuledOut { get; set; } = [];

    [BindProperty]
    public string? Organization { get; set; }

    [BindProperty]
    public string? On { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    public IReadOnlyList<Placing> People { get; private set; } = [];

    /// <summary>Those for whom no branch is named by this form yet.</summary>
    public IEnumerable<Placing> Open => People.Where(one => !written.Contains(one.Record));

    /// <summary>For how many a branch was named, while others are left.</summary>
    public string? Message { get; private set; }

    public IReadOnlyList<OwnBranch> Branches { get; private set; } = [];

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Stay.Length == 0)
            return Nobody();
        if (!await PrepareAsync(hold: false, cancellation))
            return NotFound();
        if (Left is { } left && await typedForms.FindAsync<TypedPlacing>(Address, left, cancellation) is { } typed)
        {
            (Message, Basis, RuledOut, Organization, On, Note) = (typed.Message, typed.Basis, typed.RuledOut, typed.Organization, typed.On, typed.Note);
            foreach (var one in People.Where(one => typed.Reasons.ContainsKey(one.Sojourn.Id)))
                reasons[one.Record] = typed.Reasons[one.Sojourn.Id];
            meanwhile.Remember(typed.Known); // who is left because something was recorded is told what
            await meanwhile.WaitingAsync([.. Open.Select(one => one.Sojourn)], Type, only: null, cancellation);
            return Page();
        }
        On = Today.ToString("yyyy-MM-dd");
        if (People.All(one => one.Sojourn.Employer is null))
            RuledOut = [BranchNamed.Order[0]]; // nobody's employer can have an organisation
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Records.Length == 0)
            return Nobody();
        if (!await PrepareAsync(hold: true, cancellation))
            return NotFound();
        if (Read() is not { } named)
            return Page();
        var waiting = await meanwhile.WaitingAsync([.. Open.Select(one => one.Sojourn)], Type, only: null, cancellation);
        foreach (var one in Open.Where(one => one.Refusal is null && !waiting.Contains(one.Sojourn.Id)).ToList())
        {
            if ((await recording.WriteAloneAsync(one.Sojourn, new Entry(one.Record, named), cancellation)).Refusal is { } refusal)
                reasons[one.Record] = refusal;
            else
                written.Add(one.Record);
        }
        if (written.Count == 0)
        {
            Response.StatusCode = waiting.Count > 0 ? StatusCodes.Status409Conflict : StatusCodes.Status403Forbidden;
            return Page();
        }
        await batches.NoteAsync(Act, Type, Side.Host, period: null,
            [.. People.Where(one => written.Contains(one.Record) && one.Record == Entry.IdOf(Act, one.Sojourn.Id)).Select(one => one.Sojourn.Id)],
            cancellation);
        Message = words["placed", written.Count, Branches.First(branch => branch.Path == Organization).Name];
        if (Open.Any())
            return await LeftAsync(cancellation);
        TempData["Message"] = Message;
        return LocalRedirect("/Reception");
    }

    /// <summary>The rest stays ticked, with what was typed and the reason of each.</summary>
    private async Task<IActionResult> LeftAsync(CancellationToken cancellation)
    {
        var left = Open.ToList();
        var id = typedForms.Keep(Address, new TypedPlacing(Message!, Basis, RuledOut, Organization, On, Note,
            left.Where(one => reasons.ContainsKey(one.Record)).ToDictionary(one => one.Sojourn.Id, one => reasons[one.Record]),
            Meanwhile.PostedIn(Request.Form).DistinctBy(one => one.Sojourn).ToDictionary(one => one.Sojourn, one => one.Record)));
        await db.SaveChangesAsync(cancellation);
        return LocalRedirect(Address + new QueryBuilder
        {
            { "stay", left.Select(one => $"{one.Sojourn.MemberId}.{one.Sojourn.Id}") }, { "left", id.ToString() },
        });
    }

    private LocalRedirectResult Nobody()
    {
        TempData["Message"] = words["place.nobody"];
        return LocalRedirect("/Reception");
    }

    /// <summary>The people, each with what stands against it.</summary>
    private async Task<bool> PrepareAsync(bool hold, CancellationToken cancellation)
    {
        if (SojournReference.ReadAll(hold ? Records : Stay) is not { Count: > 0 and <= Most } stays)
            return false;
        Act = hold ? Act : Guid.CreateVersion7();
        var byStay = stays.ToDictionary(stay => stay.Sojourn, stay => hold ? stay : stay with { Record = Entry.IdOf(Act, stay.Sojourn) });
        var sojourns = (await recording.FindAllAsync(byStay.Keys, hold, cancellation)).Where(sojourn => byStay[sojourn.Id].Member == sojourn.MemberId).ToList();
        List<Guid> members = [.. sojourns.Select(sojourn => sojourn.MemberId)];
        List<Guid> records = [.. byStay.Values.Select(stay => stay.Record)];
        var people = await db.Members.Where(m => members.Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Name, cancellation);
        var homes = await HomeParty.OfAsync(db, sojourns, cancellation);
        written = [.. await db.Records.Where(r => members.Contains(r.OwnerId) && records.Contains(r.Id)).Select(r => r.Id).ToListAsync(cancellation)];
        People = [.. sojourns.Select(sojourn => new Placing(sojourn, byStay[sojourn.Id].Record, people[sojourn.MemberId], homes[sojourn.Id].Shown(texts),
            RefusalFor(sojourn, byStay[sojourn.Id].Record)))];
        var host = sojourns.Select(sojourn => sojourn.HostPath).FirstOrDefault(path => path is not null) ?? "";
        Branches = [.. (await branches.AllAsync(cancellation))
            .OrderByDescending(branch => CommonLength(branch.Path, host)).ThenBy(branch => branch.Path, StringComparer.Ordinal)];
        await meanwhile.KnowAsync(sojourns, cancellation);
        return People.Count > 0;
    }

    /// <summary>Why no branch can be named, as it is known or as the try has shown.</summary>
    public Refusal? ReasonFor(Placing one) => one.Refusal ?? reasons.GetValueOrDefault(one.Record);

    // Branches of the committee that received them come first.
    private static int CommonLength(string one, string other) => one.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();

    private Refusal? RefusalFor(Sojourn sojourn, Guid record) =>
        written.Contains(record) || Writers.Refusal(Type, Side.Host, actor, sojourn) is not { } key ? null : Refusal.Of(key);

    private BranchNamed? Read()
    {
        var input = new RecordInput(RecordForm.All[Type]);
        input.Found["organization"] = [.. Branches.Select(branch => (branch.Path, branch.Name))];
        (input.Values[RecordInput.On], input.Values[RecordInput.Note]) = (On, Note);
        (input.Values["organization"], input.Values["basis"], input.Values["ruledOut"]) = (Organization, Basis, string.Join(',', RuledOut));
        var named = input.Read(sojourn: null, Today, []) as BranchNamed;
        foreach (var (field, sentence) in input.Sentences(texts.For("Records")))
            ModelState.AddModelError(char.ToUpperInvariant(field[0]) + field[1..], sentence);
        if (named is { Skipped: { } skipped })
            ModelState.AddModelError(nameof(Basis), words["order." + skipped]);
        return ModelState.IsValid ? named : null;
    }

    private sealed record TypedPlacing(
        string Message, string? Basis, string[] RuledOut, string? Organization, string? On, string? Note, Dictionary<Guid, Refusal> Reasons,
        Dictionary<Guid, Guid> Known);

    /// <summary>One to be placed.</summary>
    public sealed record Placing(Sojourn Sojourn, Guid Record, string Name, string Home, Refusal? Refusal)
    {
        public string Address => $"{Sojourn.MemberId}.{Sojourn.Id}.{Record}";
    }
}
