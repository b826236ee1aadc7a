using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Outside;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>What changes of a letter when its slip came back; nothing is saved.</summary>
internal static class AnsweredLetter
{
    public static async Task SetAsync(HongyanDb db, Audit audit, Dispatch letter, DateOnly on, string? signer, CancellationToken cancellation)
    {
        (letter.State, letter.StateOn, letter.AnsweredOn, letter.Signer) = (DispatchState.Answered, on, on, signer);
        if (letter.OutsideId is { } outside)
            await db.Database.ExecuteSqlAsync($"select outside_word({outside}, {on})", cancellation);
        audit.Note("dispatch-answered", letter.Id.ToString(), new { Number = letter.Numbered }, member: letter.PersonId);
    }
}
