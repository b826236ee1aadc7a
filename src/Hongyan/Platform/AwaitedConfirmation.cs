namespace Hongyan.Platform;

/// <summary>Something that one person asked for and another has to confirm, as a worklist shows it.</summary>
/// <param name="What">What was asked for, in words.</param>
/// <param name="About">Whom or what it is about.</param>
/// <param name="AskedOn">Nothing where the day is not known.</param>
/// <param name="AskedBy">The name of whoever asked.</param>
/// <param name="Address">Where the second person confirms or declines it.</param>
public sealed record AwaitedConfirmation(string What, string About, DateOnly? AskedOn, string? AskedBy, string Address);

/// <summary>Finds what waits for the actor as the second person. A feature that has such requests registers one among its services.</summary>
public interface IAwaitsSecondPerson
{
    /// <summary>The oldest first; what the actor asked for himself is not among them.</summary>
    Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation);
}
