using System.Security.Cryptography;
using System.Text;
using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>The draft went to the partner: it is a version now, with a number and a hash, and changes no more.</summary>
public sealed record AgreementSent : AgreementEvent, IRecord
{
    public static RecordType Type { get; } = new("agreement-sent")
    {
        Order = 20,
        Sides = [AgreementCourse.Proposer],
        Side = SideName,
        Undo = Undo.Anew,
        IsOffered = (story, _) => AgreementTexts.Of(story).Phase == AgreementCourse.Draft,
        Steps = [new(AgreementCourse.Draft, AgreementCourse.Sent), .. AgreementCourse.WhileInForce],
    };

    public int? Version { get; init; }

    public string? Sha256 { get; init; }

    public override PartyEvent Completed(CaseStory before) => AgreementTexts.Of(before) is { Draft: { } draft } texts
        ? this with { Version = texts.Versions.Count + 1, Sha256 = HashOf(before.Kind, draft) } : this;

    public override Refusal? RefusalIn(CaseStory before) =>
        AgreementTexts.Of(before) is not { Phase: AgreementCourse.Draft, Draft: { } draft } ? Refusal.Of("refusal.case.state")
        : AgreementValues.Looser(draft, before, On) is { } field ? new Refusal("refusal.agreement-looser." + field, "C-3.1a")
        : null;

    /// <summary>Over the text as it is kept, without what says when it was typed.</summary>
    public static string HashOf(CaseKind kind, AgreementDrafted text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(kind.Write(text with { Typed = null, Note = null }))));
}
