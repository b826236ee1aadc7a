using Hongyan.Rules.Exchange;

namespace Hongyan.Features.Peers.Kinds;

/// <summary>Its writer says otherwise what it said before. Both stay; a person here puts right what follows.</summary>
internal sealed class CorrectionKind() : MessageKind(Kind)
{
    public const string Kind = "correction";

    public override bool AsksForSomething => true;

    public override IReadOnlyList<BodyField> Fields =>
        [new("seq", BodyValue.Number, true), new("id", BodyValue.Line, true), new("text", BodyValue.Prose), new("kind", BodyValue.Line, true)];

    public override async Task<string?> ApplyAsync(JudgedMessage judged, CancellationToken cancellation)
    {
        if (await WithdrawalKind.OfAsync(judged, cancellation) is not { } before || before.Kind != judged.Text("kind"))
            return RefusalCodes.NotYourField;
        if (before.WithdrawnBy is not null)
            return RefusalCodes.DuplicateFact;
        before.CorrectedBy = judged.Message.Number;
        return null;
    }
}
