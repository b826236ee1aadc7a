using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>Reads letters with the names that stand on them; row-level security shows those of the reader's organisation and below.</summary>
public sealed class DispatchReading(HongyanDb db, Actor actor)
{
    /// <summary>The letters in the order of their numbers; one whose person is out of sight is left out.</summary>
    internal async Task<IReadOnlyList<LetterOnPaper>> OnPaperAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        (await (
            from letter in db.Dispatches.AsNoTracking()
            where ids.Contains(letter.Id)
            join member in db.Members on letter.PersonId equals member.Id
            join sender in db.Organizations on letter.OrgPath equals sender.Path
            orderby letter.OrgPath, letter.Year, letter.Number
            select new { letter, member.Name, sender }).ToListAsync(cancellation)).ConvertAll(one => new LetterOnPaper(one.letter, one.Name, one.sender));

    internal async Task<LetterOnPaper?> FindAsync(Guid id, CancellationToken cancellation) =>
        await OnPaperAsync([id], cancellation) is [var only] ? only : null;

    /// <summary>Whether the letter stands in the register of the reader's own organisation: only that one acts.</summary>
    public bool IsOwn(Dispatch letter) => letter.OrgPath == actor.OrgPath && actor.Can(Access.Deciding);

    /// <summary>A letter of the reader's scope by the code or the characters of its slip.</summary>
    public async Task<Dispatch?> OfSlipAsync(byte[]? code, string? number, CancellationToken cancellation) => await db.Dispatches.AsNoTracking()
        .Where(letter => letter.SentOn != null && ((code != null && letter.SlipCode == code) || (number != null && letter.SlipNumber == number)))
        .OrderBy(letter => letter.Id).FirstOrDefaultAsync(cancellation);
}
