using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The registration has moved; the sojourn ends on that day.</summary>
public sealed record Transferred : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("transferred")
    {
        Order = 570,
        Sides = Sides.Home,
        OfGuests = false,
        IsInMenu = false,
        Causes = [TransferLetterIssued.Letters],
        Steps = Step.To(SojournState.Transferred, SojournState.Running),
        OrderInDay = 6,
        Undo = Undo.Elsewhere,
        Registers = Registers.Membership | Registers.Letters | Registers.Certificates,
    };

    /// <summary>The branch that has it now, when it is one of this installation.</summary>
    public string? Branch { get; init; }

    public override void Apply(ISojournState state) => state.EndedOn = On > state.DepartedOn ? On : state.DepartedOn;

    public override Refusal? RefusalAfter(SojournCase before, IReadOnlyList<SojournEvent> after) =>
        before.HomeIsOutside ? Refusal.Of("refusal.guest") : null;

    public override Refusal? RefusalIn(ISojournState state) => On < state.DepartedOn ? Refusal.Of("refusal.before-departure") : null;
}
