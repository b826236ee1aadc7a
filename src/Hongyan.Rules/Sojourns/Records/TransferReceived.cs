using Hongyan.Rules.Calendar;
using Hongyan.Rules.Engine;
using Hongyan.Rules.Profiles;

namespace Hongyan.Rules.Sojourns;

/// <summary>The receiving committee took the member over on his letter.</summary>
public sealed record TransferReceived : SojournEvent, IRecord, IOfLetter
{
    public static RecordType Type { get; } = new("transfer-received")
    {
        Order = 490,
        Sides = Sides.Both,
        While = While.Ever,
        IsInMenu = false,
        Fields =
        [
            new("number", FieldKind.Text, true) { OfGuests = true },
            new("letterOn", FieldKind.Date, true) { OfGuests = true },
            new("validDays", FieldKind.Number) { OfGuests = true },
            new("duesPaidTo", FieldKind.Text, true) { OfGuests = true },
        ],
        Check = typed => typed["duesPaidTo"] is { } month && Period.ReadMonth(month) is null ? [new("duesPaidTo", "invalid.month")] : [],
        Causes = [TransferLetterIssued.Letters],
        IsDecidedOnce = true,
        Undo = Undo.Elsewhere,
        Registers = Registers.Letters,
    };

    public Guid? Letter { get; init; }

    /// <summary>Of a guest, whose letter was issued elsewhere: its number, its day and the days for which it holds.</summary>
    public string? Number { get; init; }
    public DateOnly? LetterOn { get; init; }
    public int? ValidDays { get; init; }

    /// <summary>The last month paid at home, written 2026-03.</summary>
    public string? DuesPaidTo { get; init; }

    /// <summary>A letter lapses: whoever comes with it later needs a new one. Source: facts §5.</summary>
    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after)
    {
        if (!before.HomeIsOutside || LetterOn is not { } written)
            return null;
        if (written > On)
            return Refusal.Of("refusal.letter-later") with { On = On, Field = "letterOn" };
        var last = LastDayOf(written, ValidDays, before.Host);
        return On > last ? Refusal.Of("refusal.letter-lapsed") with { On = last, Field = "on" } : null;
    }

    /// <summary>The last day of a letter; without days of its own it holds as long as a letter may.</summary>
    public static DateOnly LastDayOf(DateOnly written, int? validDays, Profile policy)
    {
        var most = policy.Get(Parameters.TransferLetterMaxDays, written);
        return written.AddDays(Math.Clamp(validDays ?? most, 0, most));
    }
}
