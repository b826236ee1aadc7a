using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Agreements;

/// <summary>A version of the text as it was sent, with what became of it.</summary>
public sealed record TextVersion(int Number, AgreementDrafted Text, AgreementSent Sent)
{
    public AgreementAnswered? Answer { get; init; }

    /// <summary>In the order in which they were given.</summary>
    public IReadOnlyList<AgreementSigned> Signatures { get; init; } = [];

    public AgreementSigned? SignedBy(string side) => Signatures.FirstOrDefault(signature => signature.By == side);

    /// <summary>The later of the day it names and the day of the second signature; nothing while it is not signed by both.</summary>
    public DateOnly? InForceFrom => Signatures.Count < 2 ? null : Signatures[1].On > Text.From ? Signatures[1].On : Text.From;

    /// <summary>Where it stands, by the name of a state; nothing when it was declined.</summary>
    public string? Phase => Answer?.Answer switch
    {
        null => AgreementCourse.Sent,
        AgreementAnswered.Agree => Signatures.Count switch { 0 => AgreementCourse.Agreed, 1 => AgreementCourse.HalfSigned, _ => AgreementCourse.Signed },
        AgreementAnswered.Change => AgreementCourse.Draft,
        _ => null,
    };
}

/// <summary>The text of an agreement through its versions. The old one holds until the new one is in force.</summary>
public sealed class AgreementTexts
{
    private readonly List<TextVersion> versions = [];
    private readonly DateOnly? ends;
    private readonly bool isWithdrawn;
    private bool isDrafting;

    private AgreementTexts(IReadOnlyList<PartyEvent> events)
    {
        ends = events.OfType<AgreementEnded>().LastOrDefault()?.LastDay;
        isWithdrawn = events.Any(happened => happened is AgreementWithdrawn);
        foreach (var happened in events)
            Take(happened);
    }

    public static AgreementTexts Of(CaseStory story) => new(story.Events);

    /// <summary>Of records that were all taken, in the order in which they happened; those that are not about the text may be left out.</summary>
    public static AgreementTexts Of(IEnumerable<PartyEvent> taken) => new([.. taken.OrderBy(happened => happened.On)]);

    public IReadOnlyList<TextVersion> Versions => versions;

    /// <summary>The last one that was sent; nothing before.</summary>
    public TextVersion? Newest => versions.Count == 0 ? null : versions[^1];

    /// <summary>What will be sent next; nothing when nothing is being drafted.</summary>
    public AgreementDrafted? Draft { get; private set; }

    /// <summary>Where the newest text stands, by the name of a state; nothing when there is none on its way.</summary>
    public string? Phase => isDrafting ? AgreementCourse.Draft : versions.Count == 0 ? null : versions[^1].Phase;

    /// <summary>Those signed by both that come into force one after the other without a gap, each with the days on which it holds.</summary>
    public IReadOnlyList<(TextVersion Version, DateOnly First, DateOnly Last)> Held
    {
        get
        {
            var held = new List<(TextVersion Version, DateOnly First, DateOnly Last)>();
            foreach (var version in isWithdrawn ? [] : versions)
            {
                if (version.InForceFrom is not { } first || first > version.Text.Until || (held.Count > 0 && first > held[^1].Last.AddDays(1)))
                    continue;
                if (held.Count > 0)
                    held[^1] = held[^1] with { Last = first.AddDays(-1) };
                held.Add((version, first, version.Text.Until));
            }
            return [.. held.Where(one => one.Last >= one.First && !(ends < one.First)).Select(one => ends < one.Last ? one with { Last = ends.Value } : one)];
        }
    }

    /// <summary>The last day on which a text holds; nothing while none is signed by both.</summary>
    public DateOnly? Until => Held is [.., var last] ? last.Last : null;

    public TextVersion? InForceOn(DateOnly day) => Held.FirstOrDefault(one => one.First <= day && day <= one.Last).Version;

    private void Take(PartyEvent happened)
    {
        switch (happened)
        {
            case AgreementDrafted drafted:
                (Draft, isDrafting) = (drafted, true);
                break;
            case AgreementSent sent:
                versions.Add(new TextVersion(versions.Count + 1, Draft!, sent));
                isDrafting = false;
                break;
            case AgreementAnswered answered:
                versions[^1] = versions[^1] with { Answer = answered };
                isDrafting = answered.Answer == AgreementAnswered.Change;
                break;
            case AgreementSigned signed:
                versions[^1] = versions[^1] with { Signatures = [.. versions[^1].Signatures, signed] };
                break;
            default:
                break;
        }
    }
}
