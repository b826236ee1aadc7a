using Hongyan.Data;

namespace Hongyan.Features.Transfers;

/// <summary>Where a letter stands on a day, in a word of the texts: under-way, lapsed, void, refused, received or moved.</summary>
public static class LetterState
{
    public static string Of(Transfer letter, DateOnly today) =>
        letter.MovedOn is not null ? "moved"
        : letter.RefusedOn is not null ? "refused"
        : letter.ReceivedOn is not null ? "received"
        : letter.VoidedOn is not null ? "void"
        : today > letter.ValidUntil ? "lapsed"
        : "under-way";

    /// <summary>The colour of the state.</summary>
    public static string Mark(string state) => state switch
    {
        "moved" or "received" => "done",
        "under-way" => "open",
        "void" => "moot",
        _ => "overdue",
    };
}
