namespace Hongyan.Rules.Outside;

/// <summary>The states of a letter that goes out, and which may follow which.</summary>
public static class DispatchState
{
    public const string Drafted = "drafted", Sent = "sent", Delivered = "delivered", Answered = "answered", Returned = "returned", Lost = "lost",
        Withdrawn = "withdrawn";

    private static readonly Dictionary<string, IReadOnlyList<string>> Next = new()
    {
        [Drafted] = [Sent, Withdrawn],
        [Sent] = [Delivered, Answered, Returned, Lost],
        [Delivered] = [Answered],
        [Answered] = [],
        [Returned] = [],
        [Lost] = [Delivered, Answered], // it turned up after all
        [Withdrawn] = [],
    };

    public static IReadOnlyList<string> All { get; } = [.. Next.Keys];

    /// <summary>What can become of a letter in this state; nothing of an unknown one.</summary>
    public static IReadOnlyList<string> After(string state) => Next.GetValueOrDefault(state) ?? [];

    public static bool MayFollow(string state, string next) => After(state).Contains(next);

    /// <summary>Whether it has left the organisation.</summary>
    public static bool HasLeft(string state) => state is not (Drafted or Withdrawn);
}
