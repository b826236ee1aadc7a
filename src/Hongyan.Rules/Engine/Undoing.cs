namespace Hongyan.Rules.Engine;

/// <summary>How a record of a case that an organisation owns is taken back or corrected: by further rows, the same in every kind of case.</summary>
public static class Undoing
{
    public const string Struck = "struck";
    public const string StrikeAsked = "strike-asked";
    public const string CorrectionAsked = "correction-asked";
    public const string Declined = "undo-declined";

    /// <summary>Whether rows of that type are about another row. A correction has the type of the record that it corrects.</summary>
    public static bool IsAboutRecord(string type) => type is Struck or StrikeAsked or CorrectionAsked or Declined;

    /// <summary>The key of the refusal for whoever may write for the side that told it; nothing when it can be taken back or corrected.</summary>
    /// <param name="isActedOn">Another side recorded something after it: then it takes two persons, whoever begins.</param>
    /// <param name="age">Days since it was typed.</param>
    /// <param name="days">For so many days it is left to whoever wrote it.</param>
    public static string? Refusal(RecordType type, bool strikes, bool isActedOn, bool isWriter, int age, int days) =>
        strikes && type.Undo == Undo.Judgement ? "refusal.strike.judgement"
        : strikes && !type.CanBeStruck ? "refusal.strike.never"
        : !strikes && !type.CanBeCorrected ? "refusal.correct.never"
        : isActedOn || isWriter || age > days ? null
        : "refusal.undo.writer";
}
