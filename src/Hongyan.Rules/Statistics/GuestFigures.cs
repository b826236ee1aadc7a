using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Statistics;

/// <summary>The guests of the inflow on a day: where they come from, what they were received by, and whether their homes have answered.</summary>
public sealed class GuestFigures
{
    internal static readonly (string Name, string[] Always, Func<Situation, FloatingPerson, string> KeyOf)[] Ways =
    [
        ("origin", [], (_, person) => person.Province ?? Situation.Unknown),
        ("checked", [ReportedIn.Signature, ReportedIn.Certificate, ReportedIn.Letter, GuestWord.ByAsking],
            (_, person) => person.Word?.Checked ?? Situation.Unknown),
        ("matched", [GuestWord.Envelope, GuestWord.Letter, GuestWord.Asked, GuestWord.Never], (_, person) => person.Word?.Matched ?? Situation.Unknown),
    ];

    internal GuestFigures(Situation situation)
    {
        var guests = situation.People.Where(person => person.IsGuest).ToList();
        Count = guests.Count;
        Unconfirmed = guests.Count(guest => guest.Word is not { IsConfirmed: true });
        Breakdowns = [.. Ways.Select(way => Breakdown.Of(way.Name, way.Always, guests.Select(guest => (way.KeyOf(situation, guest), 1))))];
        HomesAsked = guests.Count(guest => guest.Word?.AskedOn is not null);
        int[] days = [.. guests.Select(guest => guest.Word?.AnsweredOn?.DayNumber - guest.Word?.AskedOn?.DayNumber).OfType<int>()];
        HomesAnswered = days.Length;
        DaysToAnswer = days.Length == 0 ? null : Math.Round((decimal)days.Sum() / days.Length, 1, MidpointRounding.AwayFromZero);
    }

    /// <summary>Of the inflow, those registered outside this installation.</summary>
    public int Count { get; }

    /// <summary>Of them, those for whom there is nothing but their own word.</summary>
    public int Unconfirmed { get; }

    /// <summary>origin, by the province of their homes; checked, by what they showed; matched, by how both sides know of it.</summary>
    public IReadOnlyList<Breakdown> Breakdowns { get; }

    /// <summary>Guests whose present home was asked whether they are its members, and those of them about whom it has answered.</summary>
    public int HomesAsked { get; }
    public int HomesAnswered { get; }

    /// <summary>Days from asking to the answer, on average; nothing while nobody has answered.</summary>
    public decimal? DaysToAnswer { get; }
}
