using Hongyan.Data;
using Hongyan.Platform;

namespace Hongyan.Features.Members;

/// <summary>A request for correction is answered and logged in one way, on whichever page.</summary>
internal static class CorrectionAnswer
{
    public const string Corrected = "corrected", Refused = "refused";

    /// <param name="answer">What the member reads; the log keeps it as the reason.</param>
    public static void Give(CorrectionRequest asked, string outcome, string? answer, Audit audit, Actor actor, TimeProvider clock)
    {
        (asked.Outcome, asked.Answer, asked.AnsweredAt, asked.AccountId) = (outcome, answer, clock.GetUtcNow(), actor.AccountId);
        audit.Note("correction-answered", asked.Id.ToString(), new { asked.Field, asked.Outcome }, answer, asked.MemberId);
    }
}
