using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Peers;

/// <summary>What came from a peer since the day that is in doubt, to be kept, questioned or struck, one by one or many at once.</summary>
public sealed class DoubtsModel(HongyanDb db, Doubts doubts, Actor actor, Texts texts) : PageModel
{
    private const int OnPage = 50;

    /// <summary>What nobody has said anything of yet.</summary>
    public const string Open = "open";

    private readonly Texts words = texts.For("Peers");

    public static IReadOnlyList<string> Parts { get; } =
        [Open, ReceivedMessage.Questioned, ReceivedMessage.StrikeAsked, ReceivedMessage.Kept, ReceivedMessage.Struck];

    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    /// <summary>The chosen messages, by their numbers.</summary>
    [BindProperty]
    public List<long> Number { get; set; } = [];

    public KeptPeer One { get; private set; } = null!;

    public FrozenSince Frozen { get; private set; } = null!;

    public IReadOnlyDictionary<string, int> Counts { get; private set; } = new Dictionary<string, int>();

    public IReadOnlyList<ReceivedMessage> Lines { get; private set; } = [];

    public IReadOnlyDictionary<Guid, (string Type, string Name)> Records { get; private set; } = new Dictionary<Guid, (string, string)>();

    public int Pages { get; private set; }

    public string KindOf(string kind) => words.Has("message." + kind) ? words["message." + kind] : words["message.unknown"];

    /// <summary>What became of a message: the record and whose it is, or that it was only shown.</summary>
    public string BecameOf(ReceivedMessage one) => one.Became is { } record && Records.TryGetValue(record, out var found)
        ? $"{texts.For("Records")["record." + found.Type]} {found.Name}" : words["doubts.fact"];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await FindAsync(id, cancellation))
            return NotFound();
        await LoadAsync(cancellation);
        return Page();
    }

    public Task<IActionResult> OnPostKeepAsync(Guid id, CancellationToken cancellation) => SayAsync(id, ReceivedMessage.Kept, cancellation);

    public Task<IActionResult> OnPostQuestionAsync(Guid id, CancellationToken cancellation) => SayAsync(id, ReceivedMessage.Questioned, cancellation);

    public Task<IActionResult> OnPostStrikeAsync(Guid id, CancellationToken cancellation) => SayAsync(id, ReceivedMessage.StrikeAsked, cancellation);

    /// <summary>The second person.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        var (struck, refused) = await doubts.StrikeAsync(Chosen(), cancellation);
        return Done(refused.Count == 0 ? words["doubts.done.struck", struck] : words["doubts.done.some", struck, refused.Count, refused[0]]);
    }

    private async Task<IActionResult> SayAsync(Guid id, string doubt, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        return Done(words["doubts.done." + doubt, await doubts.SayAsync(Chosen(), doubt, cancellation)]);
    }

    private LocalRedirectResult Done(string said)
    {
        TempData["Message"] = Number.Count == 0 ? words["doubts.choose"] : said;
        return LocalRedirect($"/Peers/{One.Id}/Doubts?show={PartOf(Show)}");
    }

    private IQueryable<ReceivedMessage> Chosen()
    {
        List<long> numbers = [.. Number.Distinct().Take(OnPage)];
        return doubts.Since(One, Frozen).Where(one => numbers.Contains(one.Number));
    }

    private static string PartOf(string? show) => Parts.Contains(show ?? "") ? show! : Open;

    /// <summary>Only the department that introduced the peer looks through it.</summary>
    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Peers.AsNoTracking().FirstOrDefaultAsync(one => one.Id == id
                && db.Organizations.Any(o => o.Id == one.OwnerId && o.Path == actor.OrgPath), cancellation) is not { } found
            || await doubts.OfAsync(found, cancellation) is not { } frozen)
            return false;
        (One, Frozen) = (found, frozen);
        return true;
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Show = PartOf(Show);
        var all = doubts.Since(One, Frozen).AsNoTracking();
        var counts = await all.GroupBy(one => one.Doubt).Select(group => new { group.Key, Count = group.Count() }).ToListAsync(cancellation);
        Counts = Parts.ToDictionary(part => part, part => counts.Find(one => (one.Key ?? Open) == part)?.Count ?? 0);
        Pages = (Counts[Show] + OnPage - 1) / OnPage;
        P = Math.Clamp(P, 1, Math.Max(Pages, 1));
        var doubt = Show == Open ? null : Show;
        Lines = await all.Where(one => one.Doubt == doubt).OrderByDescending(one => one.Number).Skip((P - 1) * OnPage).Take(OnPage).ToListAsync(cancellation);
        var (ids, owners) = (Lines.Select(one => one.Became).OfType<Guid>().ToList(), Lines.Select(one => one.BecameOf).OfType<Guid>().Distinct().ToList());
        if (ids.Count == 0)
            return;
        Records = await (from record in db.Records where owners.Contains(record.OwnerId) && ids.Contains(record.Id)
                         join member in db.Members on record.OwnerId equals member.Id
                         select new { record.Id, record.Type, member.Name })
            .ToDictionaryAsync(one => one.Id, one => (one.Type, one.Name), cancellation);
    }
}
