using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Dues;

/// <summary>Checks what was ticked, and writes it down with its receipts.</summary>
public sealed partial class PayModel
{
    private void Judge()
    {
        if (On is not { } on || on > Today)
        {
            ModelState.AddModelError(nameof(On), On is null ? words["invalid.date"] : words["invalid.future"]);
            return;
        }
        var taken = new List<Taken>();
        for (var index = 0; index < Lines.Count; index++)
        {
            var line = Lines[index];
            if (Corrects is not null && string.IsNullOrWhiteSpace(line.Reason))
                ModelState.AddModelError($"Lines[{index}].Reason", words["invalid.reason"]);
            if (Void && Corrects is not null)
            {
                taken.Add(new Taken(Payers[0], line, [], 0, 0, IsLate: false));
                continue;
            }
            if (Lines.Count > 1 && line.Months.Count == 0)
                continue; // not for this one
            var payer = Payers.First(payer => payer.Sojourn.Id == line.Sojourn);
            var check = new PayCheck(Side!.Value, on, words);
            if (RefusalFor(Side.Value, payer) is { } refusal)
                ModelState.AddModelError("Side", words["of", payer.Member.Name, texts.For("Records")[refusal]]);
            else if (check.Judge(payer, line) is { } one)
                taken.Add(one);
            foreach (var (field, sentence) in check.Errors)
                ModelState.AddModelError(field.Length == 0 ? "Side" : $"Lines[{index}].{field}", words["of", payer.Member.Name, sentence]);
        }
        if (taken.Count == 0 && ModelState.IsValid)
            ModelState.AddModelError("Lines[0].Months", words["invalid.months"]);
        ToTake = taken;
    }

    /// <summary>One number for each; a corrected payment keeps its own. Nothing when a record was refused.</summary>
    private async Task<IReadOnlyList<string>?> TakeAsync(CancellationToken cancellation)
    {
        var numbers = new List<string>();
        foreach (var one in ToTake)
        {
            var sojourn = one.Payer.Sojourn;
            var org = (Side == Hongyan.Rules.Sojourns.Side.Host ? sojourn.HostPath ?? sojourn.HomePath : sojourn.HomePath)!; // a guest pays at the host
            var number = Old?.Receipt ?? await NumberSeries.DuesReceipt.NextAsync(db, org, On!.Value.Year, cancellation);
            var paid = new DuesPaid
            {
                On = On!.Value,
                Months = one.Months,
                At = Side!.Value,
                Amount = one.Amount,
                InFull = one.IsInFull && one.Months.Count > 0,
                Receipt = number,
                Note = one.Line.Reason?.Trim() is { Length: > 0 } reason ? one.IsLate ? words["note.late", reason] : reason : null,
            };
            if (!await recording.WriteAsync(sojourn, [new Entry(one.Line.Id, paid, Corrects)], cancellation))
                return null;
            numbers.Add(number);
        }
        await recording.SaveAsync(cancellation);
        return numbers;
    }
}
