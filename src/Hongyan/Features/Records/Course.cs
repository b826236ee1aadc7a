using Hongyan.Rules.Sojourns;
using Hongyan.Rules.Warnings;

namespace Hongyan.Features.Records;

/// <summary>What cannot follow from the records of a stay although its state alone would take it.</summary>
internal static class Course
{
    /// <summary>What happened, with what follows from the records before it.</summary>
    public static SojournEvent Completed(SojournEvent happened, SojournCase before) =>
        happened is MarkedLost { Since: null } marked ? marked with { Since = LostContact.CountsFrom(before.AsOf(marked.On)) } : happened;

    /// <param name="written">What is to be written.</param>
    /// <param name="after">All that happened, with it.</param>
    /// <param name="before">The stay without it.</param>
    public static Refusal? RefusalOf(IEnumerable<SojournEvent> written, IReadOnlyList<SojournEvent> after, SojournCase before)
    {
        foreach (var happened in written)
        {
            var story = new Lazy<Story>(() => (before with { Events = [.. after.Where(other => !ReferenceEquals(other, happened))] }).AsOf(happened.On));
            switch (happened)
            {
                case DepartureReported when after.OfType<DepartureReported>().Skip(1).Any():
                    return Refusal.Of("refusal.departed-already");
                case MarkedLost when story.Value.LostSince is { } since:
                    return Refusal.Of("refusal.lost-already") with { On = since };
                case MarkedLost when LostContact.MayBeMarkedFrom(story.Value) is { } first && happened.On < first:
                    return Refusal.Of("refusal.too-early") with { On = first };
                case Found when story.Value.LostSince is null:
                    return Refusal.Of("refusal.not-lost");
            }
        }
        return null;
    }
}
