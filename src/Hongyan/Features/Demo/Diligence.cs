using Hongyan.Records;
using Hongyan.Rules.Duties;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Demo;

/// <summary>
/// Does the duties of a stay as people do them: most in time, some late, some not at all. It asks the rules what is owed and
/// writes the record that closes it, so that the county always fits the catalogue.
/// </summary>
internal sealed class Diligence(int number, PlannedSojourn stay, string home, string? host, DateOnly today)
{
    private const int Rounds = 5;

    /// <summary>Since then nobody has heard of a silent member.</summary>
    private readonly DateOnly silentFrom = today.AddDays(-215);
    private readonly HashSet<(string, string?, string?)> decided = [];
    private readonly DemoClosingRecord closing = new(number, home, host);

    public IReadOnlyList<SojournEvent> Complete(SojournCase known)
    {
        var events = known.Events.ToList();
        for (var round = 0; round < Rounds; round++)
        {
            var done = DutyBook.On(known with { Events = events }, today)
                .Where(duty => duty.DoneOn is null && duty.MootOn is null && duty.OpensOn <= today && decided.Add((duty.Kind, duty.Period, duty.Part)))
                .SelectMany(Done).ToList();
            if (done.Count == 0)
                break;
            // nobody hands out what was never sealed
            events.AddRange(done.Where(one => one is not CertificateIssued || events.Concat(done).Any(before => before is CertificateSealed)));
        }
        return InOrder(events);
    }

    /// <summary>What was done before its cause is put on the day of the cause.</summary>
    private static List<SojournEvent> InOrder(List<SojournEvent> events)
    {
        while (Causes.Violation(SojournRecords.Book, events, _ => true) is { } violation)
            events[events.FindIndex(one => ReferenceEquals(one, violation.Effect))] = violation.Effect with { On = violation.CauseDay };
        return events;
    }

    private IEnumerable<SojournEvent> Done(Duty duty)
    {
        // A ledger, a sweep and a report are done for the whole branch on one day.
        var random = IsOfBranch(duty.Kind) ? Draw.For(duty.Kind, duty.Period, home) : Draw.For(duty.Kind, duty.Period, number);
        if (Day(duty, random) is not { } day || day > today)
            return [];
        if (stay.Silent && day >= silentFrom && !IsOfBranch(duty.Kind))
            return [];
        return closing.Of(duty, day, random);
    }

    /// <summary>The day on which it is done; nothing when nobody does it.</summary>
    private DateOnly? Day(Duty duty, Random random)
    {
        var care = CareOf(duty.OwedBy);
        var opens = Usual(duty) is { } usual && usual > duty.OpensOn && usual < duty.DueOn ? usual : duty.OpensOn;
        var days = Math.Max(0, duty.DueOn.DayNumber - opens.DayNumber);
        var luck = random.NextDouble();
        var inTime = opens.AddDays((int)(days * Math.Pow(random.NextDouble(), 0.8)));
        return luck < care ? inTime
            : luck < care + ((1 - care) * 0.6) ? duty.DueOn.AddDays(random.Next(1, 28))
            : null;
    }

    private double CareOf(Party owedBy) => Duty.SideOf(owedBy) == Side.Host ? 0.82
        : owedBy == Party.Member ? 0.9
        : Draw.For("care", home).NextDouble() switch { < 0.15 => 0.55, < 0.3 => 0.8, _ => 0.94 };

    /// <summary>What comes once a year is done towards its end.</summary>
    private static DateOnly? Usual(Duty duty) => duty.Kind switch
    {
        "review" or "year-end-report" => duty.DueOn.AddDays(-18),
        "audit-certificate" => duty.DueOn.AddDays(-55),
        "member-report" => duty.DueOn.AddDays(-120),
        "sweep" => duty.DueOn.AddDays(-45),
        "refresh-ledger" => duty.DueOn.AddDays(-45),
        _ => null,
    };

    private static bool IsOfBranch(string kind) => Hongyan.Records.DutyCloser.OfOrganizations.Contains(kind);
}
