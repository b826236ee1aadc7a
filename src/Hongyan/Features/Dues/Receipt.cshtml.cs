using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dues;

/// <summary>The receipt of one payment, to be printed. Who sees the member's records sees it; he himself, too.</summary>
public sealed class ReceiptModel(HongyanDb db) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public DuesPaid Paid { get; private set; } = null!;

    public Guid Member { get; private set; }

    public string Name { get; private set; } = "";

    public string Org { get; private set; } = "";

    public string? TakenBy { get; private set; }

    /// <summary>A later receipt of the same number took its place.</summary>
    public bool IsReplaced { get; private set; }

    public bool IsVoid => Paid.Months.Count == 0;

    public async Task<IActionResult> OnGetAsync(Guid member, Guid id, CancellationToken cancellation)
    {
        var found = await db.Records.AsNoTracking().Where(r => r.OwnerId == member && r.Id == id && r.Type == "dues-paid")
            .Select(r => new
            {
                Record = r,
                Name = db.Members.Where(m => m.Id == member).Select(m => m.Name).First(),
                TakenBy = db.Accounts.Where(a => a.Id == r.AccountId).Select(a => a.DisplayName).FirstOrDefault(),
                IsReplaced = db.Records.Any(later => later.OwnerId == member && later.CorrectsId == id),
            }).FirstOrDefaultAsync(cancellation);
        if (found is null || EventJson.Read(found.Record.Data) is not DuesPaid { Receipt: not null } paid)
            return NotFound();
        var path = TakerOf(found.Record, paid);
        Org = await db.Organizations.Where(o => o.Path == path).Select(o => o.Name).FirstAsync(cancellation);
        (Member, Paid, Name, TakenBy, IsReplaced) = (member, paid, found.Name, found.TakenBy, found.IsReplaced);
        return Page();
    }

    /// <summary>The branch that took it; what a committee or a job wrote was taken by the branch below it.</summary>
    private static string TakerOf(Record record, DuesPaid paid)
    {
        var branch = (paid.At == Side.Host ? record.HostPath ?? record.HomePath : record.HomePath ?? record.HostPath)!;
        return record.OrgPath is { } writer && !Writers.Within(branch, writer) ? writer : branch;
    }
}
