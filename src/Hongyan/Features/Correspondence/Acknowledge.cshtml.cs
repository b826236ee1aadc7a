using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Correspondence;

/// <summary>Says of several letters at once that they were read. Before that, shows which; afterwards each has its own record.</summary>
public sealed class AcknowledgeModel(HongyanDb db, Recording recording, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int Most = 50;
    private readonly Texts words = texts.For("Correspondence");

    /// <summary>Each {member}.{record}, as the list sends them.</summary>
    [BindProperty(SupportsGet = true, Name = "letter")]
    public IReadOnlyList<string> Chosen { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public IReadOnlyList<One> Letters { get; private set; } = [];

    public string Way => Url.Way(Back, "/Correspondence");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        var ids = Read().Select(one => one.Record).ToList();
        Letters = await (
            from one in new Inbox(db, actor).Unread()
            where one.Kind == "letter" && ids.Contains(one.Id)
            join member in db.Members on one.MemberId equals member.Id
            orderby one.OnDate, one.Id
            select new One(one.MemberId, one.Id, member.Name, one.Topic, one.Writer, one.OnDate)).ToListAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var read = 0;
        foreach (var (member, record) in Read())
        {
            if (await LetterFile.FindAsync(db, actor, member, record, recording, cancellation) is not { } letter || !letter.MayAcknowledge(actor))
                continue; // read by a colleague meanwhile, or by the first of two taps
            var happened = new FeedbackRead { On = ChinaDate.Today(clock), Feedback = record, By = letter.Other };
            if (!await recording.WriteAsync(letter.Stay.Sojourn, [Entry.New(happened)], cancellation))
                continue;
            await recording.SaveAsync(cancellation);
            read++;
        }
        TempData["Message"] = words["acknowledged", read];
        return LocalRedirect(Way);
    }

    private IEnumerable<(Guid Member, Guid Record)> Read() =>
        from text in Chosen.Distinct().Take(Most)
        let parts = text.Split('.')
        where parts.Length == 2
        let member = Guid.TryParse(parts[0], out var id) ? id : Guid.Empty
        let record = Guid.TryParse(parts[1], out var other) ? other : Guid.Empty
        where member != Guid.Empty && record != Guid.Empty
        orderby member, record // always in one order, so that two who do the same wait for each other
        select (member, record);

    public sealed record One(Guid MemberId, Guid Id, string Name, string? Topic, string Writer, DateOnly OnDate);
}
