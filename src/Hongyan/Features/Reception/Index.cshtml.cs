using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Hongyan.Rules.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Reception;

/// <summary>报到接收: the reception of a host and who waits for it. Whoever is not found is received as a guest, on the same page.</summary>
public sealed partial class IndexModel(
    HongyanDb db, Arrivals arrivals, Guests guests, GuestMoving moving, Verification verification, PinnedKeys pinned, Actor actor, TimeProvider clock,
    Texts texts) : PageModel
{
    private const int EndLength = 4;
    private const int LongestCode = 2000;
    private readonly Texts words = texts.For("Reception");

    /// <summary>The number of the certificate, what the camera read, or a name.</summary>
    [BindProperty]
    public string? Number { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? PhoneEnd { get; set; }

    [BindProperty]
    public string? IdTail { get; set; }

    /// <summary>Nobody fits what was typed: the form asks what a guest says and shows.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>People in the reader's own scope who bear the name.</summary>
    public IReadOnlyList<Namesake> Namesakes { get; private set; } = [];

    public IReadOnlyList<Waiting> Announced { get; private set; } = [];

    /// <summary>How many of the announced can be received together; guests are received one by one.</summary>
    public int ToReceive { get; private set; }

    public IReadOnlyList<Waiting> ToPlace { get; private set; } = [];

    public IReadOnlyList<Waiting> ToAnswer { get; private set; } = [];

    public IReadOnlyList<Waiting> Refused { get; private set; } = [];

    /// <summary>Guests whose ID number somebody else in this installation has; for the committee only.</summary>
    public IReadOnlyList<KnownHere> KnownHere { get; private set; } = [];

    /// <summary>Guests of the reader's organisation whom another host received since.</summary>
    public IReadOnlyList<FormerHost> MovedOn { get; private set; } = [];

    private DateOnly Today => ChinaDate.Today(clock);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (await AnnouncedAsync(cancellation) is { } announced)
            await FillAsync(announced, cancellation);
        await ListAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (await SaidAsync(cancellation) is { } proof)
        {
            if (await AtOnceAsync(proof, cancellation) is { } address)
                return LocalRedirect(address);
            if (await LookAsync(proof, cancellation) is { } found)
                return found;
            await AskGuestAsync(proof, cancellation);
            Guest.Home ??= Elsewhere?.Committee;
        }
        await ListAsync(cancellation);
        return Page();
    }

    /// <summary>A try to find somebody beyond the own scope counts, and has to wait after several; receiving a guest does neither.</summary>
    private async Task<IActionResult?> LookAsync(Proof proof, CancellationToken cancellation)
    {
        if (proof.Number is null && proof.PhoneEnd is null)
            return null; // a name alone finds nobody there
        if (await arrivals.WaitAsync(cancellation) is { Ticks: > 0 } wait)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            ModelState.AddModelError("", words["wait", Math.Ceiling(wait.TotalSeconds)]);
        }
        else if (await arrivals.FindAsync(proof, cancellation) is not null)
        {
            return LocalRedirect("/Reception/Arrival?found=" + Uri.EscapeDataString(arrivals.Seal(proof)));
        }
        else if (await UnusableAsync(proof, cancellation) is { } unusable)
        {
            ModelState.AddModelError(nameof(Number), unusable); // a member here, who is found by his name and both ends
            await ListAsync(cancellation);
            return Page();
        }
        return null;
    }

    /// <summary>Where somebody in the own scope is who cannot be mistaken: by the number of his certificate.</summary>
    private async Task<string?> AtOnceAsync(Proof proof, CancellationToken cancellation)
    {
        var people = await NamesakesAsync(proof, cancellation);
        if (proof.Number is not null && people is [{ IsByNumber: true } only])
            return only.Address;
        Namesakes = people;
        return null;
    }

    private async Task<List<Namesake>> NamesakesAsync(Proof proof, CancellationToken cancellation)
    {
        if (actor.OrgPath is not { } top)
            return [];
        var number = proof.Number;
        var people = await db.Members.Where(m => m.Name == proof.Name && m.LeftOn == null).OrderBy(m => m.Id).Take(Waiting.Most)
            .Select(m => new { m.Id, m.Name, m.HomePath }).ToListAsync(cancellation);
        List<Guid> ids = [.. people.Select(one => one.Id)];
        var stays = (await db.Sojourns.AsNoTracking().Where(s => ids.Contains(s.MemberId) && s.EndedOn == null).OrderByDescending(s => s.DepartedOn)
            .ToListAsync(cancellation)).Where(stay => Writers.Within(stay.HostPath, top)).ToLookup(stay => stay.MemberId);
        return [.. from one in people
                   let stay = stays[one.Id].FirstOrDefault()
                   where stay is not null || one.HomePath is null || Writers.Within(one.HomePath, top)
                   select new Namesake(one.Id, stay?.Id, one.Name, stay?.State,
                       number is not null && string.Equals(stay?.CertificateNumber, number, StringComparison.OrdinalIgnoreCase))];
    }

    /// <summary>What was typed or scanned, when it is enough to find somebody by. A code that no committee signed opens nothing.</summary>
    private async Task<Proof?> SaidAsync(CancellationToken cancellation)
    {
        if (Number is { Length: <= LongestCode } scanned && CertificateCode.IsMeantBy(scanned))
        {
            var state = (await verification.CheckAsync(scanned, Today, cancellation)).State;
            if (state == ShownCertificate.Elsewhere && await IssuedElsewhereAsync(scanned, cancellation) is { } elsewhere)
                return elsewhere.Proof;
            if (state is ShownCertificate.Forged or ShownCertificate.Elsewhere or ShownCertificate.Unreadable || CertificateCode.Read(scanned) is not { } code)
            {
                ModelState.AddModelError(nameof(Number), words["forged"]);
                return null;
            }
            return new Proof(code.Facts.Name, code.Facts.Number, null, null);
        }
        if (Trimmed(Name) is null && Trimmed(Number) is { } only && !only.Any(char.IsDigit))
            (Name, Number) = (only, null); // the first field takes a name, too
        if (Read(Number, Plain.Compact) is { } typed && IdNumber.Read(typed).Number is not null)
            (Guest.IdNumber, Number) = (typed, null); // nobody beyond the own scope is looked up by it
        var (name, phone, id) = (Read(Name, Plain.Name), Read(PhoneEnd, Plain.Compact), Read(IdTail, Plain.Compact));
        var number = Read(Number, CertificateCode.Tidy) is null ? null : await NumberAsync(Number!, cancellation);
        if (name is null)
            ModelState.AddModelError(nameof(Name), words["invalid.required"]);
        if (number is null && (phone is not null || id is not null))
        {
            if (phone?.Length != EndLength)
                ModelState.AddModelError(nameof(PhoneEnd), words["invalid.phone-end"]);
            if (id?.Length != EndLength)
                ModelState.AddModelError(nameof(IdTail), words["invalid.id-tail"]);
        }
        return !ModelState.IsValid ? null : number is null ? new Proof(name!, null, phone, id) : new Proof(name!, number, null, null);
    }

    /// <summary>The number as its certificate has it, read as tolerantly as /Verify reads it; tidied when no certificate has it.</summary>
    private async Task<string> NumberAsync(string typed, CancellationToken cancellation) =>
        (await verification.CheckAsync(typed, Today, cancellation)).Number ?? CertificateCode.Tidy(typed);

    /// <summary>A code or number that opens nothing because its certificate was taken out of use: which, and why.</summary>
    private async Task<string?> UnusableAsync(Proof proof, CancellationToken cancellation)
    {
        if (proof.Number is null)
            return null;
        var shown = await verification.CheckAsync(Number!, Today, cancellation);
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
        Announced = [.. waiting.Where(one => one.State is "reported" or "away" or "announced")];
        ToReceive = Announced.Count(one => !one.IsAnnounced);
        ToPlace = [.. waiting.Where(one => one.State == "reported-in" && !one.IsAtBranch)];
        ToAnswer = [.. waiting.Where(one => one.State == "reported-in" && one.IsAtBranch)];
        if (actor.Can(Access.Clerk) && await KnownGuests.OfAsync(db, cancellation) is { Count: > 0 } known)
            KnownHere = await KnownAsync(known, cancellation);
        MovedOn = await db.FormerHosts.AsNoTracking().Where(one => one.HomePath == null && one.Name != null && one.ReadAt == null && one.HostPath == top)
            .OrderBy(one => one.Until).Take(Waiting.Most).ToListAsync(cancellation);
    }

    /// <summary>What was typed as it was meant; nothing when nothing is left of it.</summary>
    private static string? Read(string? text, Func<string, string> meant) => Trimmed(text) is { } typed && meant(typed) is { Length: > 0 } said ? said : null;

    private static string? Trimmed(string? text) =>
        text?.Trim() is { Length: > 0 and <= 100 } said && !said.Contains('\0', StringComparison.Ordinal) ? said : null;
}
