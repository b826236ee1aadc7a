using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Hongyan.Features.Reception;

/// <summary>报到接收: the reception of a host and who waits for it.</summary>
public sealed class IndexModel(HongyanDb db, Arrivals arrivals, Verification verification, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private const int EndLength = 4;
    private const int LongestCode = 2000;
    private readonly Texts words = texts.For("Reception");

    /// <summary>The number of the certificate, or what the camera read.</summary>
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? PhoneEnd { get; set; }

    [BindProperty]
    public string? IdTail { get; set; }

    /// <summary>Nobody fits what was typed: what can be done then.</summary>
    public bool IsUnknown { get; private set; }

    public IReadOnlyList<Waiting> Announced { get; private set; } = [];

    public IReadOnlyList<Waiting> ToPlace { get; private set; } = [];

    public IReadOnlyList<Waiting> ToAnswer { get; private set; } = [];

    public IReadOnlyList<Waiting> Refused { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => await ListAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await arrivals.WaitAsync(cancellation) is { Ticks: > 0 } wait)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            ModelState.AddModelError("", words["wait", Math.Ceiling(wait.TotalSeconds)]);
        }
        else if (await SaidAsync(cancellation) is { } proof)
        {
            if (await arrivals.FindAsync(proof, cancellation) is not null)
                return LocalRedirect("/Reception/Arrival?found=" + Uri.EscapeDataString(arrivals.Seal(proof)));
            IsUnknown = true;
            ModelState.AddModelError(proof.Number is null ? nameof(Name) : nameof(Number), await UnusableAsync(proof, cancellation) ?? words["unknown"]);
        }
        await ListAsync(cancellation);
        return Page();
    }

    /// <summary>What was typed or scanned, when it is enough to find somebody by. A code that no committee signed opens nothing.</summary>
    private async Task<Proof?> SaidAsync(CancellationToken cancellation)
    {
        if (Number is { Length: <= LongestCode } scanned && CertificateCode.IsMeantBy(scanned))
        {
            if ((await verification.CheckAsync(scanned, ChinaDate.Today(clock), cancellation)).State is ShownCertificate.Forged or ShownCertificate.Elsewhere
                or ShownCertificate.Unreadable || CertificateCode.Read(scanned) is not { } code)
            {
                ModelState.AddModelError(nameof(Number), words["forged"]);
                return null;
            }
            return new Proof(code.Facts.Name, code.Facts.Number, null, null);
        }
        var (name, phone, id) = (Read(Name, Plain.Name), Read(PhoneEnd, Plain.Compact), Read(IdTail, Plain.Compact));
        var number = Read(Number, CertificateCode.Tidy) is null ? null : await NumberAsync(Number!, cancellation);
        if (name is null)
            ModelState.AddModelError(nameof(Name), words["invalid.required"]);
        if (number is null && phone is null && id is null)
            ModelState.AddModelError(nameof(Number), words["invalid.number-or-ends"]);
        if (number is null && (phone is not null || id is not null))
        {
            if (phone?.Length != EndLength)
                ModelState.AddModelError(nameof(PhoneEnd), words["invalid.end"]);
            if (id?.Length != EndLength)
                ModelState.AddModelError(nameof(IdTail), words["invalid.end"]);
        }
        return !ModelState.IsValid ? null : number is null ? new Proof(name!, null, phone, id) : new Proof(name!, number, null, null);
    }

    /// <summary>The number as its certificate has it, read as tolerantly as /Verify reads it; tidied when no certificate has it.</summary>
    private async Task<string> NumberAsync(string typed, CancellationToken cancellation) =>
        (await verification.CheckAsync(typed, ChinaDate.Today(clock), cancellation)).Number ?? CertificateCode.Tidy(typed);

    /// <summary>A code or number that opens nothing because its certificate was taken out of use: which, and why.</summary>
    private async Task<string?> UnusableAsync(Proof proof, CancellationToken cancellation)
    {
        if (proof.Number is null)
            return null;
        var shown = await verification.CheckAsync(Number!, ChinaDate.Today(clock), cancellation);
        var verify = texts.For("Verify");
        return shown is { IsValid: true } or { State: ShownCertificate.Unknown } || shown.Name?[0] != proof.Name[0]
            ? null : words["unusable", verify["state." + shown.State], verify["explain." + shown.State]];
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return;
        var waiting = await Waiting.BelowAsync(db, top, cancellation);
        Refused = [.. waiting.Where(one => one.State == "refused")];
        Announced = [.. waiting.Where(one => one.State is "reported" or "away")];
        ToPlace = [.. waiting.Where(one => one.State == "reported-in" && !one.IsAtBranch)];
        ToAnswer = [.. waiting.Where(one => one.State == "reported-in" && one.IsAtBranch)];
    }

    /// <summary>What was typed as it was meant; nothing when nothing is left of it.</summary>
    private static string? Read(string? text, Func<string, string> meant) => Trimmed(text) is { } typed && meant(typed) is { Length: > 0 } said ? said : null;

    private static string? Trimmed(string? text) =>
        text?.Trim() is { Length: > 0 and <= 100 } said && !said.Contains('\0', StringComparison.Ordinal) ? said : null;
}
