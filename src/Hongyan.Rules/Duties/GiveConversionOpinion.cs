using Hongyan.Rules.Clauses;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Rules.Duties;

/// <summary>The host branch gives its opinion on the conversion in writing.</summary>
[Clause("C-2.2.2i", "A-2.2.5")]
public sealed class GiveConversionOpinion() : DutyRule("conversion-opinion", Party.HostBranch)
{
    public override ClosingRecord ClosedBy { get; } = ClosingRecord.By<ConversionOpinion>(Side.Host);

    internal override bool IsMadeUp => true;

    protected override bool EndsWith(Story story) => story.First<SojournEvent>(happened => happened is Transferred or TransferredIn) is not null;

    public override IEnumerable<Duty> In(Story story)
    {
        if (story.Hosted is not { } hosted)
            yield break;
        var heard = story.HomeIsOutside ? story.HomeWord.TrustedFrom : hosted.First; // of an unconfirmed guest nobody asks an opinion
        DateOnly? earlier = null;
        foreach (var (_, end, occasion) in Probation.Ends(story))
        {
            // What was asked about the first end says nothing of the extended one.
            var asked = story.First<ConversionOpinionAsked>(asked => !(asked.On <= earlier))?.On;
            var opens = Later(Later(hosted.First, heard ?? DateOnly.MaxValue), asked < end ? asked.Value : end);
            var due = story.Host.Get(Parameters.ProbationOpinionWithin, end).After(end, story.Calendar);
            if (opens <= due && (!(story.End < opens) || asked is not null))
                yield return Owe(story, opens, due, happened => happened is ConversionOpinion { Written: true }, occasion);
            earlier = end;
        }
    }
}
