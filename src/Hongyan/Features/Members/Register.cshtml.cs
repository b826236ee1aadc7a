using Hongyan.Data;
using Hongyan.Features.Import;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>登记一名党员: one new member by hand, judged and saved as a row of a roster.</summary>
public sealed class RegisterModel(HongyanDb db, Secrets secrets, Recording recording, Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int MostBranches = 500, FullAge = 18;
    private static readonly DateOnly AgeCounts = new(1956, 9, 26); // the first constitution that names the age; rosters of the past hold younger ones
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);
    private readonly Texts words = texts.For("Members");

    public static IReadOnlyList<string> Ways { get; } = ["admitted", "moved-in", "found"];

    [BindProperty]
    public MemberInput Input { get; set; } = new();

    public IReadOnlyList<SelectListItem> Branches { get; private set; } = [];

    /// <summary>Whether there are more branches than one can choose from: then the branch is typed.</summary>
    public bool HasMany { get; private set; }

    /// <summary>Who is registered already, within the reader's scope.</summary>
    public Member? Known { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        if (Branches is [var only]) Input.Branch = only.Value;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await LoadAsync(cancellation);
        await FindBranchAsync(cancellation);
        var since = Check();
        if (!await db.Database.TryHoldAsync(AdvisoryLock.Import, LongestWait, cancellation))
        {
            ModelState.AddModelError("", words["register.import-runs"]);
            return Page();
        }
        var change = await JudgeAsync(since, cancellation);
        if (!ModelState.IsValid || change is null || since is not { } from) return Page();
        await SaveAsync(change, from, cancellation);
        TempData["Message"] = words["register.done", change.Said.Person.Name!];
        return LocalRedirect($"/Members/{change.Id}");
    }

    private readonly NumbersElsewhere numbers = new(db, secrets, audit, actor, clock);

    private DateOnly Today => ChinaDate.Today(clock);

    /// <summary>Organisations of floating members take no registration.</summary>
    private IQueryable<Organization> Offered()
    {
        var (lo, hi) = Import.Checks.Branches.Below(actor.OrgPath!);
        return db.Organizations.AsNoTracking().Where(one => one.Path.CompareTo(lo) >= 0 && one.Path.CompareTo(hi) < 0 && one.Kind == "branch");
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Branches = await Offered()
            .OrderBy(one => one.Path)
            .Take(MostBranches + 1)
            .Select(one => new SelectListItem(one.Name, one.Path))
            .ToListAsync(cancellation);
        HasMany = Branches.Count > MostBranches;
    }

    /// <summary>By its code or its whole name, also when it is none of those to choose from.</summary>
    private async Task FindBranchAsync(CancellationToken cancellation)
    {
        var typed = Plain.Text(Input.Branch ?? "");
        var found = await Offered().Where(one => one.Path == typed || one.Name == typed).Select(one => one.Path).Take(2).ToListAsync(cancellation);
        Input.Branch = found is [var only] ? only : null;
        if (Input.Branch is null) Wrong(Fields.Branch, words[HasMany && typed.Length > 0 ? "register.branch.unknown" : "invalid.required"]);
    }

    /// <summary>What a roster may leave out and a registration may not; answers since when he is here.</summary>
    private DateOnly? Check()
    {
        if (Input.Status is not ("full" or "probationary")) Wrong(Fields.Status, words["invalid.required"]);
        if (Input.How is null || !Ways.Contains(Input.How)) Wrong(nameof(Input.How), words["invalid.required"]);
        if (string.IsNullOrWhiteSpace(Input.Joined)) Wrong(Fields.Joined, words["invalid.required"]);
        if (Input.Status == "full" && !string.IsNullOrWhiteSpace(Input.Extended)) Wrong(Fields.Extended, words["register.extended.full"]);
        if (string.IsNullOrWhiteSpace(Input.Since))
            Wrong(nameof(Input.Since), words["invalid.required"]);
        else if (!RequestValues.TryDay(Input.Since, out var since) || since > Today)
            Wrong(nameof(Input.Since), words["register.since.wrong"]);
        else
            return since;
        return null;
    }

    /// <summary>Who has left comes back as a roster takes him in; who is a member already is not registered twice.</summary>
    private async Task<MemberChange?> JudgeAsync(DateOnly? since, CancellationToken cancellation)
    {
        if (Input.Branch is null) return null;
        var problems = new List<Problem>();
        var typed = Typed.Row(ImportKind.Members, Input.Row(words));
        var branches = await Import.Checks.Branches.LoadAsync(db, actor.OrgPath!, cancellation);
        var said = MemberRows.SaidOf(branches, typed, Today, problems);
        Say(typed, problems);
        if (said is { Joined: { } joined, Person.BornOn: { } born } && joined < born.AddYears(FullAge) && joined >= AgeCounts)
            Wrong(Fields.Joined, words["register.joined.young", FullAge]);
        // who is admitted is entered before his probation of a year is over; whoever is entered later was overlooked, or came from elsewhere
        if (Input.How == Ways[0] && said?.Joined < Today.AddYears(-1) && string.IsNullOrWhiteSpace(Input.Why))
            Wrong(nameof(Input.Why), words["register.why.missing"]);
        if (since < said?.Joined) Wrong(nameof(Input.Since), words["register.since.wrong"]);
        // Whether a number is known is looked up when all else is right and would be saved: each is a try that counts, found or not.
        if (!ModelState.IsValid || said is null) return null;
        problems.Clear();
        var unknown = new List<UnknownNumber>();
        var change = await MemberRows.RegisterAsync(db, secrets, branches, typed, Today, problems, unknown, cancellation);
        if (await numbers.RefusalAsync("register", unknown, byHand: true, cancellation) is { } refusal)
        {
            Wrong(Fields.IdNumber, refusal);
            return null;
        }
        Say(typed, problems);
        if (change?.Existing is not { LeftOn: null } known) return change;
        Known = known;
        Wrong(change.Said.Person.Number is null ? Fields.Name : Fields.IdNumber, words["register.known"]);
        return null;
    }

    /// <summary>Of somebody registered elsewhere nothing is said but that it is not done here.</summary>
    private void Say(Roster typed, List<Problem> problems)
    {
        foreach (var (field, code, sentence) in Typed.Wrong(typed, problems, texts))
            Wrong(field, code == ProblemCode.MemberUnknown && field == Fields.IdNumber ? words["register.not-here"] : sentence);
    }

    private async Task SaveAsync(MemberChange change, DateOnly since, CancellationToken cancellation)
    {
        if (change.Existing is not null) await recording.HoldOpenAsync(change.Id, cancellation);
        await new Saving(db, secrets, recording, dutiesFrom: null).SaveAsync([change], progress: null, cancellation);
        if (change.Existing is not null) await recording.KeepAgainAsync(change.Id, cancellation);
        var hasNumber = change.Said.Person.Number is not null;
        var facts = new MembershipFacts
        {
            How = Input.How, Since = since, NoNumber = hasNumber ? null : Plain.Text(Input.NoNumber ?? ""),
            Reason = Plain.Text(Input.Why ?? "") is { Length: > 0 } why ? why : null,
        };
        var record = MembershipEntry.Add(db, change.Id, "registered", field: null, since, facts, (actor.OrgPath, actor.AccountId), clock.GetUtcNow());
        audit.Note("registered", record.ToString(), new { Input.How, Org = Input.Branch }, member: change.Id);
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>The first sentence of a field is the one that is shown.</summary>
    private void Wrong(string field, string sentence)
    {
        var name = "Input." + MemberInput.PropertyOf(field);
        if (!ModelState.TryGetValue(name, out var entry) || entry.Errors.Count == 0) ModelState.AddModelError(name, sentence);
    }
}
