using Hongyan.Data;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Transfers;

/// <summary>Keeps the list of transfer letters equal to what the records say of them, in the transaction that writes the records.</summary>
public sealed class LetterBook(HongyanDb db, Superiors superiors) : RecordFollower
{
    public override async Task<Refusal?> FollowAsync(RecordsWritten written, CancellationToken cancellation)
    {
        if (!written.Entries.Any(entry => SojournRecords.Book.Keeps(entry.Happened, Registers.Letters)))
            return null;
        var (sojourn, events) = (written.Sojourn, written.Events);
        var letters = events.OfType<TransferLetterIssued>().Where(letter => letter is { Letter: not null, Number: not null })
            .OrderBy(letter => letter.On).ThenBy(letter => letter.Number, StringComparer.Ordinal).ToList();
        if (letters.Count == 0)
            return null;
        if (sojourn.HomePath is not { } home)
            return Refusal.Of("refusal.home"); // the letter for a guest is issued where he is registered
        var rows = await db.Transfers.Where(t => t.MemberId == sojourn.MemberId && t.SojournId == sojourn.Id).ToDictionaryAsync(t => t.Id, cancellation);
        var from = await superiors.CommitteeOfAsync(home, cancellation);
        for (var index = 0; index < letters.Count; index++)
        {
            var letter = letters[index];
            if (!rows.TryGetValue(letter.Letter!.Value, out var row))
                db.Transfers.Add(row = NewRow(written.Member, sojourn, letter, from!));
            Tell(row, letter, letters.ElementAtOrDefault(index + 1), events);
        }
        return null;
    }

    private static void Tell(Transfer row, TransferLetterIssued letter, TransferLetterIssued? next, IReadOnlyList<SojournEvent> events)
    {
        row.LetterOn = letter.On;
        row.ValidDays = letter.ValidDays ?? 0;
        row.ValidUntil = letter.On.AddDays(row.ValidDays);
        row.DuesPaidTo = letter.DuesPaidTo;
        row.VoidedOn = next?.On;
        row.Rule = events.OfType<TransferConditionMet>().MaxBy(met => met.On)?.Rule;
        row.StartedOn = events.OfType<TransferStarted>().MaxBy(started => started.On)?.On;
        row.ReceivedOn = events.OfType<TransferReceived>().FirstOrDefault(one => one.Letter == letter.Letter)?.On;
        var refused = events.OfType<TransferRefused>().FirstOrDefault(one => one.Letter == letter.Letter);
        (row.RefusedOn, row.Refusal) = (refused?.On, refused?.Reason);
        row.ReceiptOn = events.OfType<ReceiptReturned>().FirstOrDefault(one => one.Letter == letter.Letter)?.On;
        row.MovedOn = row.ReceivedOn is null ? null : events.OfType<Transferred>().FirstOrDefault()?.On;
    }

    private static Transfer NewRow(Member member, Sojourn sojourn, TransferLetterIssued letter, string from) => new()
    {
        MemberId = sojourn.MemberId,
        Id = letter.Letter!.Value,
        SojournId = sojourn.Id,
        Number = letter.Number!,
        Name = member.Name,
        FromPath = from,
        ToPath = letter.ToPath,
        ToName = letter.To ?? "",
        LetterOn = letter.On,
        ValidDays = 0,
        ValidUntil = letter.On,
        HomePath = sojourn.HomePath!,
        HostPath = sojourn.HostPath,
    };
}
