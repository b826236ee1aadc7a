using System.Globalization;

namespace Hongyan.Features.Reports;

/// <summary>A share as the report writes it: 0.91%, or 1% where whole numbers are asked.</summary>
internal static class Percent
{
    public static string Of(double share, bool whole) => (share, whole) switch
    {
        (> 0 and < 0.005, true) => "<1%", // nobody is told that there is none
        (_, true) => share.ToString("0%", CultureInfo.InvariantCulture),
        _ => share.ToString("0.##%", CultureInfo.InvariantCulture),
    };

    public static string Of(int part, int all, bool whole) => all == 0 ? "—" : Of((double)part / all, whole);
}
