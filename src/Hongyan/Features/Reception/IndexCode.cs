using Hongyan.Certificates;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;

namespace Hongyan.Features.Reception;

/// <summary>A code that another installation signed, whose root two people compared: nothing more is asked of its holder.</summary>
public sealed partial class IndexModel
{
    /// <summary>The code that was scanned. It is checked again when he is received, for a form may hold anything.</summary>
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>What the code is worth, and the age of the list that says so.</summary>
    public ShownCertificate? Elsewhere { get; private set; }

    /// <summary>Nothing when no pinned root stands behind it. One that was lost, withdrawn or forged opens nothing, and the form says why.</summary>
    private async Task<(Proof? Proof, bool IsUsable)?> IssuedElsewhereAsync(string scanned, CancellationToken cancellation)
    {
        if (await pinned.CheckAsync(scanned, cancellation) is not { } shown)
            return null;
        if (shown is { Colour: "red" } or { Name: null })
        {
            var verify = texts.For("Verify");
            ModelState.AddModelError(nameof(Number), words["unusable", verify["state." + shown.State], verify["explain." + shown.State]]);
            return (null, false);
        }
        (Elsewhere, Code) = (shown, scanned);
        return (new Proof(shown.Name, shown.Number, null, null), true);
    }

    /// <summary>What he says, confirmed by the signature where the code still holds and bears his name.</summary>
    private async Task<GuestSaid> ConfirmedAsync(GuestSaid said, CancellationToken cancellation)
    {
        if (Code is not { Length: > 0 and <= LongestCode } code || await pinned.CheckAsync(code, cancellation) is not { IsValid: true } shown
            || shown.Name != said.Name)
            return said;
        return said with { Arrived = said.Arrived with { Shown = ReportedIn.Signature, Number = shown.Number, Photo = null, Seal = null } };
    }
}
