using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Hongyan.Features.Policy;

/// <summary>The form in which a value of a profile is changed. It only leads to the confirmation.</summary>
public sealed class ChangeModel(PolicyLibrary library, Policies policies, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts texts = texts.For("Policy");

    [BindProperty]
    public ValueInput Input { get; set; } = new();

    /// <summary>Nothing of its own any more: what stands above holds again.</summary>
    [BindProperty]
    public bool Inherit { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "from.missing")]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "clauses.missing")]
    [StringLength(Asked.LongestClauses)]
    public string Clauses { get; set; } = "";

    [BindProperty]
    [Required(ErrorMessage = "reason.missing")]
    [StringLength(Asked.LongestReason)]
    public string Reason { get; set; } = "";

    public ProfileLayer Layer { get; private set; } = null!;

    internal HeldValue Held { get; private set; } = null!;

    public Parameter Parameter => Held.Parameter;

    /// <summary>Whether the layer says something of its own that can be taken back.</summary>
    public bool IsOwn => Layer.Values.Any(value => value.Parameter == Parameter.Name && !(value.To < Today));

    public DateOnly Today { get; } = ChinaDate.Today(clock);

    public IEnumerable<string> KnownClauses => library.Clauses.Select(clause => clause.Id);

    public async Task<IActionResult> OnGetAsync(string code, [FromQuery] Asked asked, CancellationToken cancellation)
    {
        if (await RefusalAsync(code, asked.Parameter, cancellation) is { } refusal)
            return refusal;
        ModelState.Clear();
        var amendment = asked.Read(code, library, Today);
        Input = ValueInput.Of(amendment?.Value is { } asks ? ValueReading.Read(Parameter, asks) : Held.Value);
        Inherit = IsOwn && amendment is { Value: null };
        From = asked.From ?? Today;
        Clauses = asked.Clauses ?? string.Join(' ', Held.Said.Clauses);
        Reason = asked.Reason ?? "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string code, [FromQuery] string? parameter, CancellationToken cancellation)
    {
        if (await RefusalAsync(code, parameter, cancellation) is { } refusal)
            return refusal;
        var (value, field, fault) = Inherit && IsOwn ? (null, nameof(Inherit), null) : Input.Read(Parameter);
        if (fault is not null)
            ModelState.AddModelError($"{nameof(Input)}.{field}", texts[fault, ValueInput.MostOf(Input.Unit ?? Wording.UnitOf(Parameter))]);
        if (From < Today)
            ModelState.AddModelError(nameof(From), texts["from.past"]);
        if (Clauses.Length > 0 && Asked.Cited(Clauses, library) is not { Count: > 0 })
            ModelState.AddModelError(nameof(Clauses), texts["clauses.unknown"]);
        if (value is { } typed && ValueReading.Same(ValueReading.Read(Parameter, typed), Held.Value) && Held.Layer.Code == code && Held.Later.Count == 0)
            ModelState.AddModelError($"{nameof(Input)}.{field}", texts["value.same"]);
        return ModelState.IsValid
            ? RedirectToPage("/Policy/Confirm", new
            {
                code,
                parameter,
                value = JsonSerializer.Serialize(value),
                from = From!.Value.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                clauses = Clauses.Trim(),
                reason = Reason.Trim(),
            })
            : Page();
    }

    public IEnumerable<SelectListItem> Options(IEnumerable<string> words) =>
        words.Select(word => new SelectListItem(WordOf(word), word));

    public string WordOf(string word) => ValueInput.KindOf(Parameter) switch
    {
        "interval" => texts["interval." + word],
        "switch" => texts["switch." + word],
        "term" => texts["unit." + word],
        _ => new Wording(texts).ItemName(word),
    };

    private async Task<IActionResult?> RefusalAsync(string code, string? parameter, CancellationToken cancellation)
    {
        if (await policies.FindAsync(code, cancellation) is not { } profile || !Parameters.All.TryGetValue(parameter ?? "", out var known)
            || HeldValue.Of(profile, known, Today) is not { } held)
            return NotFound();
        (Layer, Held) = (profile.Layer, held);
        return OwnLayer.MayChange(Layer, actor) ? null : Forbid();
    }
}
