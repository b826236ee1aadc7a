using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The host committee named the branch that is to take him; the branch then places or refuses him.</summary>
public sealed record BranchNamed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("branch-named")
    {
        Order = 140,
        Sides = Sides.Host,
        CommitteeOnly = true,
        Fields =
        [
            new("organization", FieldKind.Choice, true),
            new("basis", FieldKind.Choice, true, "employer", "community", "association"),
            new("ruledOut", FieldKind.Several, false, "employer", "community"),
        ],
        Causes = [new("reported-in")],
        CauseClause = "A-2.3.2a",
        Steps = Step.To(SojournState.ReportedIn, SojournState.ReportedIn, SojournState.Refused, SojournState.Placed),
        StepRefusals = new Dictionary<string, string>
        {
            [SojournState.Reported] = "refusal.not-reported-in",
            [SojournState.Announced] = "refusal.not-reported-in",
            [SojournState.Away] = "refusal.not-reported-in",
        },
        OrderInDay = 2,
        NamesHost = true,
        Least = new Dictionary<string, object> { ["organization"] = "" },
        ForMany = new(),
    };

    [JsonRequired]
    public string Organization { get; init; } = "";

    /// <summary>Why this branch: employer, community or association, in the order of .</summary>
    public string? Basis { get; init; }

    /// <summary>The earlier steps of that order that did not lead to a branch.</summary>
    public IReadOnlyList<string>? RuledOut { get; init; }

    /// <summary>The bases in the order in which they are to be asked.</summary>
    public static IReadOnlyList<string> Order { get; } = ["employer", "community", "association"];

    /// <summary>The first earlier step that nobody ruled out; nothing when the order was kept. Source: A-3.2a, A-3.2b.</summary>
    [JsonIgnore]
    public string? Skipped => Basis is null || !Order.Contains(Basis)
        ? null
        : Order.TakeWhile(step => step != Basis).FirstOrDefault(step => RuledOut?.Contains(step) != true);

    public override void Apply(ISojournState state) => state.HostPath = Organization;

    public override Refusal? RefusalIn(ISojournState state) => Skipped is null ? null : Refusal.Of("refusal.order");
}
