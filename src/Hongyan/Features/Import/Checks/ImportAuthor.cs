using Hongyan.Data;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import.Checks;

/// <summary>Who makes the entries of an import, as the session of the database says; nobody on the command line.</summary>
internal sealed record ImportAuthor(Guid? Account, DateTimeOffset At, Guid? Org)
{
    public static Task<ImportAuthor> OfAsync(HongyanDb db, string? into, CancellationToken cancellation) => db.Database.SqlQuery<ImportAuthor>($"""
        select nullif(current_setting('hongyan.account', true), '')::uuid as "Account", now() as "At",
          (select id from organization where path = {into}) as "Org"
        """).SingleAsync(cancellation);
}
