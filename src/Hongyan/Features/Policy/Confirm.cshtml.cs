using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Policy;

/// <summary>Says what a new value would do before it is done.</summary>
public sealed class ConfirmModel(TimeProvider clock, BackgroundJobs jobs, HongyanDb db, PolicyLibrary library, Policies policies, Audit audit, Actor actor)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Asked Asked { get; set; } = new();

    /// <summary>The version that was weighed.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>Somebody changed the profile in the meantime; it was weighed anew.</summary>
    public bool Overtaken { get; private set; }

    internal ValueAmendment Amendment { get; private set; } = null!;

    public ProfileLayer Layer { get; private set; } = null!;

    internal HeldValue Held { get; private set; } = null!;

    /// <summary>What will hold on the day when all layers are merged; it can be another value than the one that was entered.</summary>
    public object Then { get; private set; } = "";

    internal Weight Weight { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellation) =>
        await RefusalAsync(code, cancellation) ?? await WeighAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellation)
    {
        var amending = new Amending(jobs, db, policies, audit, actor, clock);
        await amending.HoldAsync(cancellation);
        if (await RefusalAsync(code, cancellation) is { } refusal)
            return refusal;
        if (IsDone)
            return RedirectToPage("/Policy/Profile", new { code }); // a second tap
        if (Layer.Version != Version)
        {
            Overtaken = true;
            ModelState.Clear();
            return await WeighAsync(cancellation);
        }
        var id = await amending.ApplyAsync(Amendment, Response, cancellation);
        return RedirectToPage("/Policy/Recomputing", new { id });
    }

    private bool IsDone => Amendment.Value is { } typed
        ? Layer.Values.Any(value => value.Parameter == Amendment.Parameter.Name && value.From == Amendment.From
            && value.Value.GetRawText() == typed.GetRawText() && value.Clauses.SequenceEqual(Amendment.Clauses))
        : !Layer.Values.Any(value => value.Parameter == Amendment.Parameter.Name && !(value.To < Amendment.From));

    private async Task<IActionResult?> RefusalAsync(string code, CancellationToken cancellation)
    {
        if (await policies.FindAsync(code, cancellation) is not { } profile || !Parameters.All.ContainsKey(Asked.Parameter ?? ""))
            return NotFound();
        if (!OwnLayer.MayChange(profile.Layer, actor))
            return Forbid();
        var today = ChinaDate.Today(clock);
        if (Asked.Read(code, library, today) is not { } amendment)
            return RedirectToPage("/Policy/Change", new { code, Asked.Parameter });
        Amendment = amendment;
        Layer = profile.Layer;
        if (HeldValue.Of(profile, amendment.Parameter, today) is not { } held)
            return NotFound();
        Held = held;
        Then = ValueReading.In(new Profile([.. profile.Layers.SkipLast(1), amendment.In(Layer)]), amendment.Parameter, amendment.From);
        return null;
    }

    private async Task<IActionResult> WeighAsync(CancellationToken cancellation)
    {
        Weight = await Weighing.OfAsync(db, library, actor, clock, Amendment, cancellation);
        Version = Layer.Version;
        return Page();
    }
}
