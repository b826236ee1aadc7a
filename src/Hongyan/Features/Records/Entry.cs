using Hongyan.Rules.Sojourns;

namespace Hongyan.Features.Records;

/// <summary>What happened, under the id its record gets; a correction names the record it takes the place of.</summary>
public sealed record Entry(Guid Id, SojournEvent Happened, Guid? Corrects = null)
{
    public static Entry New(SojournEvent happened) => new(Guid.CreateVersion7(), happened);
}
