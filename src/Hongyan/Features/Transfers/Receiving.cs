using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>The side a letter is addressed to: for one request it acts in a case that is not otherwise its own.</summary>
public static class Receiving
{
    /// <summary>Opens the member's case to the committee that a letter addresses; without such a letter the database opens nothing.</summary>
    public static Task OpenAsync(HongyanDb db, Guid member, CancellationToken cancellation) =>
        db.Database.ExecuteSqlAsync($"select open_received({member})", cancellation);

    public static bool May(Actor actor, Transfer letter) => letter.ToPath is { } to && Writers.Within(to, actor.OrgPath) && actor.Can(Access.Clerk);
}
