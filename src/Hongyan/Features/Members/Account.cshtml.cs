using Hongyan.Data;
using Hongyan.Features.Account;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Members;

/// <summary>A member's own account: the home branch hands him a link, and he chooses name and password himself.</summary>
public sealed class AccountModel(
    HongyanDb db, UserManager<Data.Account> accounts, Invitations invitations, Appointments appointments, LinkRequests requests, SignInFailures failures,
    Audit audit, Actor actor, TimeProvider clock, Texts texts) : PageModel
{
    private readonly Texts words = texts.For("Members");
    private List<string> placedWith = [];

    public Member Person { get; private set; } = null!;

    /// <summary>Somebody asked for a new link of an account in use; another person confirms it.</summary>
    public LinkRequest? Asked { get; private set; }

    public bool IsAskedByReader => Asked?.AskedBy == actor.AccountId;

    /// <summary>none, invited, taken or lapsed.</summary>
    public string State { get; private set; } = "none";

    public DateTimeOffset? ExpiresAt { get; private set; }

    /// <summary>The link just made; shown once.</summary>
    public string? Link { get; private set; }

    /// <summary>Whether the reader serves his home, which alone makes links for him.</summary>
    public bool IsHome { get; private set; }

    /// <summary>
    /// Accounts of contact persons of his branch, or of the organisation of floating members with which he is placed: those that are said to be his,
    /// and those of which nobody has said whose they are.
    /// </summary>
    public IReadOnlyList<WorkAccount> Work { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        Link = TempData["Link"] as string;
        if (!await FindAsync(id, cancellation)) return NotFound();
        Work = await WorkAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !IsHome) return NotFound();
        // the member is held, so that two taps cannot make two accounts
        await db.Members.FromSql($"select * from member where id = {id} for update").Select(member => member.Id).SingleAsync(cancellation);
        var account = await Own(id).FirstOrDefaultAsync(cancellation) ?? await CreateAsync(cancellation);
        if (State == "taken")
        {
            // Whoever could make a link for an account in use could take it over.
            await requests.AskAsync(account, words["account.again"], cancellation);
            await db.SaveChangesAsync(cancellation);
            return RedirectToPage(new { id });
        }
        audit.Note("invited", account.Id.ToString(), member: id);
        TempData["Link"] = await invitations.MakeAsync(account, Request, cancellation);
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage(new { id });
    }

    /// <summary>The second person confirms and hands the link over; the old password and all open sessions end.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation) || !IsHome) return NotFound();
        if (Asked is null || IsAskedByReader) return RedirectToPage(new { id });
        var account = await Own(id).FirstAsync(cancellation);
        (Asked.ConfirmedBy, Asked.ConfirmedAt) = (actor.AccountId, clock.GetUtcNow());
        audit.Note("link-confirmed", account.Id.ToString(), member: id);
        TempData["Link"] = await invitations.MakeAsync(account, Request, cancellation);
        account.PasswordHash = null;
        await failures.ForgetAsync(account.Id, cancellation);
        var ended = await accounts.UpdateSecurityStampAsync(account); // saves, and ends the sessions of the account
        if (!ended.Succeeded)
            throw new InvalidOperationException(ended.ToString());
        return RedirectToPage(new { id });
    }

    /// <summary>Says that a contact person's account is his, or takes that back.</summary>
    public async Task<IActionResult> OnPostPersonAsync(Guid id, Guid account, bool isHis, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation)) return NotFound();
        if ((await WorkAsync(cancellation)).FirstOrDefault(one => one.Id == account) is not { } work) return NotFound();
        if (work.IsHis == isHis) return RedirectToPage(new { id }); // a second tap
        var said = db.AccountPersons.Where(one => one.AccountId == account);
        foreach (var earlier in await said.Where(one => one.MemberId != id).Select(one => one.MemberId).ToListAsync(cancellation))
            audit.Note("account-person-undone", account.ToString(), member: earlier); // who has left the branch
        await said.ExecuteDeleteAsync(cancellation);
        if (isHis)
        {
            // of two who say it at once the first is heard
            await db.Database.ExecuteSqlAsync($"""
                insert into account_person (account_id, member_id, named_by, named_at) values ({account}, {id}, {actor.AccountId}, {clock.GetUtcNow()})
                on conflict do nothing
                """, cancellation);
        }
        audit.Note(isHis ? "account-person-said" : "account-person-undone", account.ToString(), member: id);
        await db.SaveChangesAsync(cancellation);
        return RedirectToPage(new { id });
    }

    private Task<List<WorkAccount>> WorkAsync(CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        return (
            from one in db.Appointments.AsNoTracking()
            where one.Role == Roles.Contact && (one.UntilOn == null || one.UntilOn >= today)
                && ((IsHome && one.OrgPath == Person.HomePath) || (one.OrgPath != null && placedWith.Contains(one.OrgPath)))
            join account in db.Accounts on one.AccountId equals account.Id
            where account.MemberId == null && account.DisabledAt == null
            let said = db.AccountPersons // of somebody who has left it holds no more
                .Where(said => said.AccountId == account.Id && db.Members.Any(m => m.Id == said.MemberId && m.LeftOn == null && (m.HomePath == one.OrgPath
                    || db.Sojourns.Any(stay => stay.MemberId == m.Id && stay.HostPath == one.OrgPath && stay.State == "placed" && stay.EndedOn == null))))
                .Select(said => (Guid?)said.MemberId).FirstOrDefault()
            where said == null || said == Person.Id
            orderby said == null, account.DisplayName != Person.Name, account.DisplayName
            select new WorkAccount(account.Id, account.DisplayName, account.UserName!, said != null,
                one.OrgPath == Person.HomePath ? null : db.Organizations.Where(o => o.Path == one.OrgPath).Select(o => o.Name).FirstOrDefault()))
            .ToListAsync(cancellation);
    }

    /// <summary>His accounts, the one that he uses first: an account for work can name the member, too.</summary>
    private IOrderedQueryable<Data.Account> Own(Guid member) => db.Accounts.Where(account => account.MemberId == member)
        .OrderBy(account => account.DisabledAt != null)
        .ThenByDescending(account => db.Appointments.Any(one => one.AccountId == account.Id && one.Role == Roles.Member))
        .ThenByDescending(account => account.PasswordHash != null).ThenBy(account => account.Id);

    private async Task<Data.Account> CreateAsync(CancellationToken cancellation)
    {
        var id = Guid.CreateVersion7();
        var account = new Data.Account
        {
            Id = id,
            UserName = $"member-{id:N}", // until he chooses one
            DisplayName = Person.Name,
            MemberId = Person.Id,
        };
        var result = await accounts.CreateAsync(account);
        if (!result.Succeeded)
            throw new InvalidOperationException(result.ToString());
        appointments.AddConfirmed(id, Roles.Member, orgPath: null, actor.AccountId);
        return account;
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        if (await db.Members.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellation) is not { } member)
            return false;
        Person = member;
        IsHome = actor.ServesHome && Writers.Within(member.HomePath, actor.OrgPath);
        placedWith = [.. (await db.Sojourns.Where(stay => stay.MemberId == id && stay.State == "placed" && stay.EndedOn == null && stay.HostPath != null
                && db.Organizations.Any(o => o.Path == stay.HostPath && o.Kind == "floating-organization"))
            .Select(stay => stay.HostPath!).ToListAsync(cancellation)).Where(host => Writers.Within(host, actor.OrgPath))];
        if (!IsHome && placedWith.Count == 0)
            return false;
        var known = await Own(id)
            .Select(account => new
            {
                account.Id,
                IsTaken = account.PasswordHash != null || db.ExternalIdentities.Any(one => one.AccountId == account.Id),
                ExpiresAt = db.Invitations.Where(i => i.AccountId == account.Id).Select(i => (DateTimeOffset?)i.ExpiresAt).FirstOrDefault(),
            }).FirstOrDefaultAsync(cancellation);
        ExpiresAt = known?.ExpiresAt;
        Asked = known is null ? null : await requests.OpenAsync(known.Id, LinkRequest.Link, cancellation);
        State = known switch
        {
            null => "none",
            { IsTaken: true } => "taken",
            _ => ExpiresAt > clock.GetUtcNow() ? "invited" : "lapsed",
        };
        return true;
    }

    /// <param name="Organization">Where it works, when that is not his home.</param>
    public sealed record WorkAccount(Guid Id, string DisplayName, string UserName, bool IsHis, string? Organization);
}
