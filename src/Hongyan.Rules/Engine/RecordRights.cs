namespace Hongyan.Rules.Engine;

/// <summary>While what a record can be written.</summary>
public enum While
{
    /// <summary>The case goes on; what happened by then can still be typed afterwards.</summary>
    Running,
    Ended,
    Ever,
}

/// <summary>How a record made in error is taken back.</summary>
public enum Undo
{
    /// <summary>It is struck, with a reason.</summary>
    Struck,

    /// <summary>A judgement: it is lifted by a decision, with a hearing.</summary>
    Judgement,

    /// <summary>Where it was made, or by the step that follows: payments, letters of transfer, a whole departure.</summary>
    Elsewhere,

    /// <summary>It is not even corrected but decided anew: a waiver, an amount, a reduction.</summary>
    Anew,
}

/// <summary>The registers that are kept equal to what the records say.</summary>
[Flags]
public enum Registers
{
    None = 0,
    Membership = 1,
    Letters = 2,
    Certificates = 4,
}

/// <summary>What is asked of whoever writes.</summary>
/// <param name="Sides">The sides of the case he may speak for.</param>
/// <param name="Decides">False for a contact person, who writes only what he does himself.</param>
/// <param name="IsClerk">Whether he writes for a committee.</param>
/// <param name="IsOfGuest">Whether he writes of a guest, whose home is outside this installation.</param>
public sealed record RecordAuthor(IReadOnlyCollection<string> Sides, bool Decides, bool IsClerk, bool IsOfGuest = false);

/// <summary>Who may write which type of record. Every type has one side, or it says which side wrote it.</summary>
public static class RecordRights
{
    /// <summary>The key of the refusal of a type that does not exist or that nobody writes.</summary>
    public const string NoType = "refusal.type";

    /// <summary>The key of the refusal; nothing when the author may write it for that side.</summary>
    public static string? Refusal(RecordType? type, string side, RecordAuthor author) =>
        type is not { IsWritten: true } ? NoType
        : !type.Sides.Contains(side) ? "refusal." + (type.Sides is [var other, ..] ? other : "member")
        : !author.Sides.Contains(side) ? "refusal." + side
        : !type.ContactMay && !author.Decides ? "refusal.contact"
        : (type.CommitteeOnly || (type.CommitteeOnlyOfGuests && author.IsOfGuest)) && !author.IsClerk ? "refusal.committee"
        : null;

    /// <summary>The same for the member himself, who writes in his own case only.</summary>
    public static string? MemberRefusal(RecordType? type, bool isHisOwn) =>
        type is not { IsWritten: true } ? NoType : type.MemberMay && isHisOwn ? null : "refusal.member";
}
