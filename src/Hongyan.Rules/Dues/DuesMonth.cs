namespace Hongyan.Rules.Dues;

public enum DuesState
{
    /// <summary>Nothing is owed: before the stay or after it.</summary>
    None,

    /// <summary>Away, and before duties were kept here: what was paid then is not known.</summary>
    Uncounted,

    /// <summary>Nobody has set what the member pays.</summary>
    Unset,
    Open,
    Part,
    Paid,
    Waived,
}

/// <summary>One month of a member's dues.</summary>
/// <param name="Name">Written 2026-03.</param>
/// <param name="Due">What the month costs, lowered where a reduction was approved; nothing while no amount is set.</param>
/// <param name="Rest">What is still to be paid of it.</param>
/// <param name="DueOn">The last day on which it is in time: of the month, or of the quarter where the branch has agreed.</param>
public sealed record DuesMonth(string Name, DuesState State, decimal? Due, decimal? Rest, bool IsReduced, DateOnly DueOn)
{
    /// <summary>Owed and not settled, its time over.</summary>
    public bool IsInArrears(DateOnly today) => State is DuesState.Unset or DuesState.Open or DuesState.Part && DueOn < today;
}
