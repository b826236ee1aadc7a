using Hongyan.Data;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Correspondence;

/// <summary>Letters and messages of all stays in the reader's scope: what is unread, or everything.</summary>
public sealed class IndexModel(HongyanDb db, Actor actor) : PageModel
{
    private const int OnPage = 50;
    private readonly Inbox inbox = new(db, actor);

    [BindProperty(SupportsGet = true)]
    public bool All { get; set; }

    [BindProperty(SupportsGet = true)]
    public int P { get; set; } = 1;

    public int Pages { get; private set; }

    public int Unread { get; private set; }

    public IReadOnlyList<Piece> Pieces { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (actor.OrgPath is null)
            return Forbid();
        P = Math.Max(P, 1);
        Unread = await inbox.CountAsync(cancellation);
        var shown = All ? inbox.All() : inbox.Unread();
        Pages = ((All ? await shown.CountAsync(cancellation) : Unread) + OnPage - 1) / OnPage;
        var rows = await (
            from one in shown
            join member in db.Members on one.MemberId equals member.Id
            join home in db.Organizations on one.HomePath equals home.Path
            join sojourn in db.Sojourns on new { one.MemberId, Id = one.SojournId } equals new { sojourn.MemberId, sojourn.Id }
            orderby one.WrittenAt descending, one.Id
            select new { One = one, member.Name, Home = home.Name, Host = db.Organizations.Where(o => o.Path == one.HostPath).Select(o => o.Name).FirstOrDefault() ?? sojourn.HostName })
            .Skip((P - 1) * OnPage).Take(OnPage).ToListAsync(cancellation);
        Pieces = [.. rows.Select(row => new Piece(row.One, row.Name, row.One.Writer switch { "home" => row.Home, "host" => row.Host, _ => row.Name }, IsUnread(row.One)))];
        return Page();
    }

    private bool IsUnread(Exchange one) =>
        (one.HomeSeenAt is null && Writers.Within(one.HomePath, actor.OrgPath)) || (one.HostSeenAt is null && one.HostPath is { } host && Writers.Within(host, actor.OrgPath));

    /// <summary>One line of the list.</summary>
    public sealed record Piece(Exchange One, string Member, string? From, bool IsUnread)
    {
        public string Address => One.Kind == "letter" ? $"/Correspondence/{One.MemberId}/{One.Id}" : $"/Members/{One.MemberId}/Messages/{One.SojournId}";
    }
}
