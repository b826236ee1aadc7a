using Hongyan.Features.Duties;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Members;

/// <summary>The order in which a menu offers what can be recorded now: what is owed, then what is written most often, then the rest.</summary>
internal static class Offer
{
    /// <summary>More than these stand behind one more step.</summary>
    public const int Most = 10;

    public static IReadOnlyList<(Side Side, string Type)> Ordered(ShownSojourn stay, DateOnly today)
    {
        var owed = stay.Owed(today).OrderBy(duty => duty.DueOn).Select(duty => DutyCloser.Of(duty.Kind, duty.Period, duty.OwedBy!))
            .Select(closing => (closing.Writer, closing.Type)).Distinct().ToList();
        return [.. stay.Possible.OrderBy(Owed).ThenBy(one => SojournRecords.Book[one.Type].Usual ?? int.MaxValue)];

        int Owed((Side, string) one) => owed.IndexOf(one) is >= 0 and var at ? at : int.MaxValue;
    }
}
