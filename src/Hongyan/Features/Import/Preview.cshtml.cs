using Hongyan.Data;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>What accepting the file would do, and which column is taken for which field. Nothing is saved here but that choice.</summary>
public sealed class PreviewModel(HongyanDb db, PolicyLibrary policy, Secrets secrets, Recording recording, Audit audit, Actor actor, TimeProvider clock)
    : PageModel
{
    private const int PageSize = 25;
    private const int SampleSize = 8;
    private const int MostHomes = 200;
    private readonly Drafts drafts = new(db, secrets, actor, clock);

    public ImportDraft Draft { get; private set; } = null!;

    public string IntoName { get; private set; } = "";

    [BindProperty(SupportsGet = true, Name = "p")]
    public int PageNumber { get; set; } = 1;

    /// <summary>Column by field, −1 for none: what the form sends.</summary>
    [BindProperty]
    public Dictionary<string, int?> Columns { get; set; } = [];

    /// <summary>Whether the other sheets are to be read; unsaid, as it was.</summary>
    [BindProperty]
    public bool? AllSheets { get; set; }

    [BindProperty]
    public bool? HiddenRows { get; set; }

    /// <summary>The homes outside for which something can be chosen, and what was: one entry for each, in the same order.</summary>
    [BindProperty]
    public string[] HomeKeys { get; set; } = [];

    [BindProperty]
    public string[] HomeEntries { get; set; } = [];

    /// <summary>Why the chosen columns cannot be read; without judgement then.</summary>
    public string? Refusal { get; private set; }

    internal Judgement? Judgement { get; private set; }

    internal Roster Roster { get; private set; } = null!;

    internal IReadOnlyList<GuestHome> Choosable => [.. (Judgement?.Homes?.All ?? []).Where(home => home.CanBeChosen).Take(MostHomes)];

    internal IEnumerable<Problem> Problems => Judgement!.Problems.Skip((PageNumber - 1) * PageSize).Take(PageSize);

    internal int Pages => (Judgement!.Problems.Count + PageSize - 1) / PageSize;

    /// <summary>Existing organisations that would get another name or kind; the one imported into comes first.</summary>
    internal IReadOnlyList<Problem> Changed => [.. Judgement!.Notes.Where(note => note.Code == ProblemCode.OwnOrganizationChanged),
        .. Judgement.Notes.Where(note => note.Code == ProblemCode.OrganizationChanged)];

    /// <summary>The first rows that would be accepted, as they stand in the file.</summary>
    internal IEnumerable<RosterRow> Sample => Judgement!.Rows.Where(row => row.Change is not null).Select(row => row.Row).Take(SampleSize);

    internal IEnumerable<Field> SampleFields => Fields.Of(Draft.Kind).Where(one => Roster.Has(one.Key)).Take(8);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(id, cancellation) is not { } draft) return RedirectToPage("Accepted");
        Draft = draft;
        IntoName = await db.Organizations.Where(o => o.Path == draft.OrgPath).Select(o => o.Name).FirstOrDefaultAsync(cancellation) ?? draft.OrgPath;
        try
        {
            Roster = drafts.RosterOf(draft);
            var importer = new Importer(db, policy, secrets, recording, audit);
            Judgement = await importer.JudgeAsync(Roster, draft.OrgPath, ChinaDate.Today(clock), Drafts.HomesOf(draft), cancellation);
            var numbers = new NumbersElsewhere(db, secrets, audit, actor, clock);
            if (await numbers.RefusalAsync(id.ToString(), Judgement.Unknown, byHand: false, cancellation) is { } refusal)
                (Judgement, Refusal) = (null, refusal);
            PageNumber = Judgement is null ? 1 : Math.Clamp(PageNumber, 1, Math.Max(Pages, 1));
        }
        catch (UnreadableFile unread)
        {
            Refusal = ImportWords.Of(unread);
            Roster = Importer.Read(drafts.ContentOf(draft), draft.Kind, Drafts.ChoiceOf(draft).Scope);
        }
        return Page();
    }

    /// <summary>Other columns are chosen, or more is to be read.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await drafts.FindAsync(id, cancellation) is not { } draft) return RedirectToPage("Accepted");
        var before = Drafts.ChoiceOf(draft);
        // Without any column in the form, model binding takes its other fields for columns.
        var chosen = Columns.Where(column => Fields.Of(draft.Kind).Any(field => field.Key == column.Key))
            .ToDictionary(column => column.Key, column => column.Value ?? -1);
        var columns = chosen.Count == 0 ? before.Columns : chosen;
        var homes = new Dictionary<string, string>(before.Homes ?? []);
        foreach (var (key, entry) in HomeKeys.Zip(HomeEntries).Take(MostHomes)) homes[key] = entry;
        Drafts.Choose(draft, new DraftChoice(columns, AllSheets ?? before.AllSheets, HiddenRows ?? before.HiddenRows, homes.Count == 0 ? null : homes));
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage(new { id });
    }

    internal static string Shown(Cell cell) => ImportWords.WithoutNumbers(cell.Text);
}
