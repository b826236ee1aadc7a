using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Peers;

/// <summary>
/// Another installation with which messages are exchanged. It is introduced by its card: the fingerprint is compared by telephone, a second person
/// confirms; before that nothing is sent or accepted. A changed card waits beside the one in force for the same (C-3.3, C-2.1.1c).
/// </summary>
public sealed class Peer : ICaseKind
{
    public const string Name = "peer";
    public const string Department = "department";

    public const string New = "new";
    public const string Loaded = "loaded";
    public const string Compared = "compared";
    public const string Confirmed = "confirmed";
    public const string Active = "active";
    public const string Frozen = "frozen";
    public const string Ended = "ended";

    public static CaseKind Kind { get; } = new(Name, typeof(PeerEvent))
    {
        Sides = [new(Department) { Kinds = ["organization-department"] }],
        FirstState = New,
        States = [New, Loaded, Compared, Confirmed, Active, Frozen, Ended],
        LastStates = [Ended],
        Duties = [new ConfirmDelivery()],
    };

    /// <summary>Whether it may be written to, and what it sends is read: its greeting at first, everything once it has greeted.</summary>
    public static bool IsOpen(string state) => state is Confirmed or Active;

    internal static IReadOnlyList<string> Sides => [Department]; // asked for while Kind is being made

    /// <summary>While it goes on, whatever it has come to.</summary>
    internal static IReadOnlyList<string> Going => [Loaded, Compared, Confirmed, Active, Frozen];
}

/// <summary>One thing that happened with a peer.</summary>
public abstract record PeerEvent : PartyEvent;
