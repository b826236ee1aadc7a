using System.Text.Json.Serialization;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>A branch named the person who keeps in touch with the member.</summary>
public sealed record ContactPersonNamed : SojournEvent, IRecord
{
    public static RecordType Type { get; } = new("contact-person-named")
    {
        Order = 40,
        Sides = Sides.Both,
        Side = "by",
        Fields = [new("person", FieldKind.Choice, true) { IsFree = true }],
        Causes =
        [
            new("departure-reported") { Concerns = (effect, _) => IsOf(Side.Home, effect) },
            new("reported-in") { Concerns = (effect, _) => IsOf(Side.Host, effect) },
            new("placed") { Concerns = (effect, _) => IsOf(Side.Host, effect) },
        ],
        ForMany = new(),
    };

    [JsonRequired]
    public Side By { get; init; }

    /// <summary>His name.</summary>
    public string? Person { get; init; }

    /// <summary>The member he is; nothing in old records and where the roster is not in this installation.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Only a full member may be named; unsaid means he is one.</summary>
    public bool FullMember { get; init; } = true;

    public override void Apply(ISojournState state)
    {
        if (Person is not null)
            Name(state, Person, PersonId);
    }

    public override void TakeBack(ISojournState state) => Name(state, null, null);

    public override Refusal? RefusalIn(ISojournState state) => this is { By: Side.Home, FullMember: false } ? Refusal.Of("refusal.member-not-full") : null;

    private static bool IsOf(Side side, CaseEvent happened) => ((ContactPersonNamed)happened).By == side;

    private void Name(ISojournState state, string? person, Guid? id)
    {
        if (By == Side.Home)
            (state.HomeContact, state.HomeContactId) = (person, id);
        else
            (state.HostContact, state.HostContactId) = (person, id);
    }
}
