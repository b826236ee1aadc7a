using Hongyan.Certificates;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Certificates;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Mine;

/// <summary>The member's certificate on his phone: the code to be scanned, its number, whether it holds, and who sealed it.</summary>
public sealed class CertificateModel(HongyanDb db, CertificateLink link, Actor actor, TimeProvider clock) : PageModel
{
    public KeptCertificate? Certificate { get; private set; }

    public string State { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Committee { get; private set; } = "";

    public string? Code { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var self = actor.MemberId;
        Certificate = await db.Certificates.AsNoTracking().Where(c => c.MemberId == self)
            .OrderByDescending(c => c.LostOn == null && c.ReplacedOn == null && c.WithdrawnOn == null).ThenByDescending(c => c.IssuedOn ?? c.SealedOn)
            .FirstOrDefaultAsync(cancellation);
        if (Certificate is null)
            return;
        State = CertificateStates.NameOf(Certificate.StateOn(ChinaDate.Today(clock)));
        Name = await db.Members.Where(m => m.Id == self).Select(m => m.Name).FirstAsync(cancellation);
        Committee = await db.Organizations.Where(o => o.Path == Certificate.CommitteePath).Select(o => o.Name).FirstAsync(cancellation);
        Code = link.TextOf(Certificate.Code, Certificate.Number);
    }
}
