using Hongyan.Data;
using Hongyan.Features.Correspondence;
using Hongyan.Records;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Batch;

/// <summary>What makes a letter one that somebody has to think about: it is written singly.</summary>
internal static class Flags
{
    /// <summary>The other side is outside: a letter goes to it by the register.</summary>
    public const string Unreachable = "unreachable";

    private const int ProbationDays = 60;

    /// <param name="period">Whose days the letter is about.</param>
    public static IEnumerable<string> Of(SojournFile file, Side from, IReadOnlyList<SojournEvent> events, Draft draft, string? period, DateOnly today)
    {
        var days = draft.Days(from, period, today);
        var told = events.Where(happened => days.Holds(happened.On)).ToList();
        if (!draft.HasNews(from, period, today))
            yield return "nothing";
        if (told.Exists(IsUnfavourable) || file.Sojourn.LostOn is not null)
            yield return "unfavourable";
        if (file.Person.Status == "probationary" && file.Person.EndOfProbation <= today.AddDays(ProbationDays))
            yield return "probation";
        if (told.Exists(happened => happened is ChangeReported { What: "place" or "employer" } or Changed { What: "place" or "employer" }))
            yield return "changed";
        if (from == Side.Home ? file.Sojourn.HostPath is null : file.Sojourn.HomeIsOutside)
            yield return Unreachable;
    }

    private static bool IsUnfavourable(SojournEvent happened) => happened switch
    {
        Reviewed review => review.Grade is not ("excellent" or "qualified"),
        ConversionDecided decided => decided.Result != "converted",
        ConversionOpinion or Refused or MarkedLost or TransferRefused => true,
        Contact talk => !talk.Reached,
        _ => false,
    };
}
