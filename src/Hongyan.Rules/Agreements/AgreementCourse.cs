using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>What agreements and pairings have in common: sides, states, the steps of time, duties.</summary>
internal static class AgreementCourse
{
    public const string Proposer = "proposer";
    public const string Partner = "partner";
    public const string Both = "both";

    public const string New = "new";
    public const string Draft = "draft";
    public const string Sent = "sent";
    public const string Agreed = "agreed";
    public const string HalfSigned = "half-signed";
    public const string Signed = "signed";
    public const string InForce = "in-force";
    public const string Ended = "ended";
    public const string Lapsed = "lapsed";
    public const string Declined = "declined";
    public const string Withdrawn = "withdrawn";

    public static IReadOnlyList<string> Sides => [Proposer, Partner]; // asked for while a kind is being made

    /// <summary>A record that needs an agreement in force and moves nothing.</summary>
    public static IReadOnlyList<Step> WhileInForce => [new(InForce, InForce)];

    /// <summary>Why such a record is refused in all other states.</summary>
    public static IReadOnlyDictionary<string, string> NotInForce { get; } =
        new[] { New, Draft, Sent, Agreed, HalfSigned, Signed, Ended, Lapsed, Declined, Withdrawn }.ToDictionary(state => state, _ => "refusal.not-in-force");

    public static CaseKind Of(string name, IReadOnlyList<string> kinds) => new(name, typeof(AgreementEvent))
    {
        Sides = [new(Proposer) { Kinds = kinds }, new(Partner, MayBeOutside: true) { Kinds = kinds }],
        FirstState = New,
        States = [New, Draft, Sent, Agreed, HalfSigned, Signed, InForce, Ended, Lapsed, Declined, Withdrawn],
        LastStates = [Ended, Lapsed, Declined, Withdrawn],
        TimeSteps =
        [
            new(Signed, InForce, story => AgreementTexts.Of(story).Versions[^1].InForceFrom),
            new(InForce, Ended, story => story.Last<AgreementEnded>()?.LastDay?.AddDays(1)),
            new(InForce, Lapsed, story => AgreementTexts.Of(story).Until?.AddDays(1)),
        ],
        Duties =
        [
            new AnswerAgreement(), new SignAgreement(), new ConsultAgreement(), new ConfirmMinutes(), new FollowUp(), new AgreementTask(),
                new HoldJointActivity(),
            new RenewAgreement(),
        ],
        Warnings = AgreementWarnings.In,
        BegunBy = kinds,
        Opening = AgreementDrafted.Type.Name,
        IsBetweenEquals = true,
        PartiesClause = name == Pairing.Name ? "C-3.2" : "C-3.1a",
    };

    /// <summary>The sides that a line names.</summary>
    public static IEnumerable<string> SidesOf(string by) => by == Both ? Sides : [by];
}

/// <summary>One thing that a party of an agreement or pairing told.</summary>
public abstract record AgreementEvent : PartyEvent;
