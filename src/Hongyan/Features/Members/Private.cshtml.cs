using System.ComponentModel.DataAnnotations;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>What other pages cover, for whoever says why he needs it: the member reads who it was and the reason.</summary>
public sealed class PrivateModel(HongyanDb db, Secrets secrets, Audit audit, Actor actor, Texts texts) : PageModel
{
    public const string Other = "other";

    public static IReadOnlyList<string> Purposes { get; } = ["contact", "check", "care", Other];

    public Member Person { get; private set; } = null!;

    public bool IsHome { get; private set; }

    /// <summary>Whether the reader may have all that is kept: home, and the host of a guest, of whom nobody here knows more.</summary>
    public bool KnowsAll { get; private set; }

    public bool IsOpen { get; private set; }

    public string? IdNumber { get; private set; }

    /// <summary>Records that tell of need or illness, the last first.</summary>
    public IReadOnlyList<Record> Needs { get; private set; } = [];

    /// <summary>The stay a talk on the phone would be recorded in.</summary>
    public Guid? Stay { get; private set; }

    [BindProperty, Required]
    public string? Purpose { get; set; } = Purposes[0];

    [BindProperty, StringLength(100)]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        if (Purpose is not null && !Purposes.Contains(Purpose)) ModelState.AddModelError(nameof(Purpose), texts.For("Members")["private.purpose"]);
        if (Purpose == Other && string.IsNullOrWhiteSpace(Reason)) ModelState.AddModelError(nameof(Reason), texts.For("Members")["private.reason.missing"]);
        if (!ModelState.IsValid) return Page();
        audit.Note("details-opened", id.ToString(), reason: Purpose == Other ? Reason!.Trim() : texts.For("Members")["private.purpose." + Purpose], member: id);
        await db.SaveChangesAsync(cancellation);
        await OpenAsync(cancellation);
        return Page(); // not after a redirect: what is open now is covered again with the next page
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        IsOpen = true;
        if (!KnowsAll) return;
        IdNumber = Person.IdNumber is { } cipher ? secrets.Decrypt(cipher) : null;
        var records = await db.Records.AsNoTracking()
            .Where(record => record.OwnerId == Person.Id && Covered.OfNeed.Contains(record.Type))
            .Where(record => !db.Records.Any(later => later.OwnerId == record.OwnerId && later.CorrectsId == record.Id))
            .OrderByDescending(record => record.OnDate).ToListAsync(cancellation);
        Needs = records.FindAll(record => Confidential.MayRead(record.Type, record.OrgPath, record.HomePath, actor));
    }

    /// <summary>Home knows all of it, the host of an open stay the phone, anybody else nothing.</summary>
    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(member => member.Id == id, cancellation) is not { } member) return false;
        (Person, IsHome) = (member, Writers.Within(member.HomePath, actor.OrgPath));
        var stay = await db.Sojourns
            .AsNoTracking()
            .Where(one => one.MemberId == id && one.EndedOn == null)
            .OrderByDescending(one => one.DepartedOn)
            .FirstOrDefaultAsync(cancellation);
        if (!IsHome && !(stay?.HostPath is { } host && Writers.Within(host, actor.OrgPath))) return false;
        KnowsAll = IsHome || stay?.HomeIsOutside == true; // nobody here knows more of a guest than his host
        Stay = stay?.Id;
        return true;
    }
}
