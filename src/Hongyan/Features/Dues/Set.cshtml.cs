using System.Globalization;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Calendar;
using Hongyan.Rules.Dues;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>The home branch sets what members pay a month, for one or for several at once.</summary>
public sealed class SetModel(HongyanDb db, Recording recording, Meanwhile meanwhile, DutyKeeping keeping, Actor actor, TimeProvider clock, Texts texts)
    : PageModel
{
    private readonly DuesReading reading = new(db, keeping);
    private readonly Texts words = texts.For("Dues");

    [BindProperty(SupportsGet = true)]
    public IReadOnlyList<Guid> Who { get; set; } = [];

    [BindProperty(SupportsGet = true)]
    public Guid? Sojourn { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>The first month, written 2026-03.</summary>
    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public List<SetLine> Lines { get; set; } = [];

    public IReadOnlyList<Payer> Payers { get; private set; } = [];

    /// <summary>Those of several for whom the reader cannot set anything.</summary>
    public IReadOnlyList<Apart> Apart { get; private set; } = [];

    public string? Refusal { get; private set; }

    public string Way => Url.Way(Back, "/Dues");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (Who.Count == 0 && Sojourn is null)
            return LocalRedirect(Way); // nobody was ticked
        if (!await PrepareAsync(held: false, cancellation))
            return NotFound();
        var today = ChinaDate.Today(clock);
        From = Period.OfMonth(today).Name;
        foreach (var payer in Payers.Except(Apart.Select(one => one.Payer)))
        {
            var set = payer.Account.SetFor(From);
            Lines.Add(new SetLine
            {
                Sojourn = payer.Sojourn.Id,
                Id = Guid.CreateVersion7(),
                Category = payer.Category(From) is var said && said != DuesRates.Unsaid ? said : null, // then it is asked
                Base = set?.Base?.ToString(CultureInfo.InvariantCulture),
            });
        }
        if (Payers.All(payer => payer.Account.SetFor(From) is null))
            From = Period.OfMonth(Payers.Max(payer => Later(payer.Sojourn.DepartedOn, new DateOnly(today.Year, 1, 1)))).Name;
        return this.PageUnless(Refusal);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Who = [.. Who.Union(Lines.Select(line => line.Sojourn))]; // those named apart stand in the address
        if (!await PrepareAsync(held: true, cancellation))
            return NotFound();
        var ids = Lines.Select(line => line.Id).ToList();
        var members = Payers.Select(payer => payer.Member.Id).ToList();
        if (await db.Records.AnyAsync(r => members.Contains(r.OwnerId) && ids.Contains(r.Id), cancellation))
            return LocalRedirect(Way); // a second tap
        if (await meanwhile.HappenedAsync(Payers.Select(payer => payer.Sojourn), step: null, cancellation))
            return Page();
        if (Refusal is not null)
            return this.PageUnless(Refusal);
        if (Judge() is not { } sets)
            return Page();
        foreach (var (payer, id, set) in sets)
        {
            payer.Member.Category = set.Category!;
            if (!await recording.WriteAsync(payer.Sojourn, [new Entry(id, set)], cancellation))
                return StatusCode(StatusCodes.Status409Conflict);
        }
        await recording.SaveAsync(cancellation);
        TempData["Message"] = sets is [var one] ? words["set.one", one.Payer.Member.Name, one.Set.Monthly] : words["set.several", sets.Count];
        return LocalRedirect(Way);
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;

    private async Task<bool> PrepareAsync(bool held, CancellationToken cancellation)
    {
        if (Sojourn is { } only && Who.Count == 0)
            Who = [only];
        if (Who.Count is 0 or > PayModel.MostStays)
            return false;
        var stays = await recording.FindAllAsync(Who, held, cancellation);
        Payers = await reading.OfAsync(stays, ChinaDate.Today(clock), cancellation);
        if (Payers.Count != Who.Distinct().Count())
            return false;
        Apart = [.. from payer in Payers let why = WhyNot(payer) where why is not null select new Apart(payer, why)];
        if (Payers.Count == 1)
            (Refusal, Apart) = (Apart.Select(one => one.Why).FirstOrDefault(), []);
        return true;
    }

    private string? WhyNot(Payer payer) => Writers.Refusal("dues-set", Side.Home, actor, payer.Sojourn) is { } refusal ? texts.For("Records")[refusal] : null;

    private IReadOnlyList<(Payer Payer, Guid Id, DuesSet Set)>? Judge()
    {
        var today = ChinaDate.Today(clock);
        if (Period.ReadMonth(From ?? "") is not { } from || from.First > today.AddMonths(12))
        {
            ModelState.AddModelError(nameof(From), words["invalid.month"]);
            return null;
        }
        var reason = Reason?.Trim() is { Length: > 0 } text ? text : null;
        if (reason?.Length > RecordForm.LongestText)
            ModelState.AddModelError(nameof(Reason), words["invalid.length"]);
        var check = new SetCheck(from, today, reason, words);
        var sets = new List<(Payer, Guid, DuesSet)>();
        for (var index = 0; index < Lines.Count; index++)
        {
            var payer = Payers.First(one => one.Sojourn.Id == Lines[index].Sojourn);
            if (Apart.FirstOrDefault(one => one.Payer == payer) is { } apart)
                ModelState.AddModelError("", words["of", payer.Member.Name, apart.Why]);
            else if (check.Judge(payer, Lines[index]) is { } set)
                sets.Add((payer, Lines[index].Id, set));
            foreach (var (field, sentence) in check.Errors)
                ModelState.AddModelError(field.Length == 0 ? nameof(Reason) : $"Lines[{index}].{field}", words["of", payer.Member.Name, sentence]);
        }
        return ModelState.IsValid ? sets : null;
    }
}
