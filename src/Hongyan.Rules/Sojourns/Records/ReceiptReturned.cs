namespace Hongyan.Rules.Sojourns;

/// <summary>The receipt of the letter came back to the sending committee.</summary>
public sealed record ReceiptReturned : SojournEvent
{
    public Guid? Letter { get; init; }
}
