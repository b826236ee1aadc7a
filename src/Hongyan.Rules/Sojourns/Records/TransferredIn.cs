using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The registration of a guest came here: from that day he is a member of a branch of this installation, and a guest no more.</summary>
public sealed record TransferredIn : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("transferred-in")
    {
        Order = 571,
        Sides = Sides.Host,
        CommitteeOnly = true,
        OfGuests = true,
        IsInMenu = false,
        Fields = [new("branch", FieldKind.Choice, true), new("exception", FieldKind.Text)],
        Causes = [new("transfer-received")],
        Steps = Step.To(SojournState.Transferred, SojournState.ReportedIn, SojournState.Placed),
        StepRefusals = new Dictionary<string, string> { [SojournState.Announced] = "refusal.not-reported-in" },
        OrderInDay = 6,
        IsDecidedOnce = true,
        Undo = Undo.Elsewhere,
        Registers = Registers.Membership,
    };

    /// <summary>The branch that has him now.</summary>
    [JsonRequired]
    public string Branch { get; init; } = "";

    /// <summary>Of an organisation of floating members, which takes no registration: the approval that excepts it. Source: D-3.4.</summary>
    public string? Exception { get; init; }

    public override void Apply(ISojournState state) => state.EndedOn = On > state.DepartedOn ? On : state.DepartedOn;

    public override Refusal? RefusalIn(ISojournState state) => On < state.DepartedOn ? Refusal.Of("refusal.before-departure") : null;

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        after.OfType<TransferReceived>().Any() ? null : Refusal.Of("refusal.no-letter");
}
