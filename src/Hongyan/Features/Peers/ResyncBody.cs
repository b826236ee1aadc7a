namespace Hongyan.Features.Peers;

/// <summary>What two installations say to each other after one of them was restored from a backup. Its steps: ask, held, returned, propose, agreed.</summary>
/// <param name="Nonce">Which restore it is about; a later one sorts behind an earlier one.</param>
public sealed record ResyncBody(string Step, string Nonce)
{
    public const string Ask = "ask", Held = "held", Returned = "returned", Propose = "propose", Agreed = "agreed";

    /// <summary>ask: how far the restored side is with what came. held: how far the other is with what it sent.</summary>
    public long Applied { get; init; }

    /// <summary>ask: up to where it knows the answers. returned: after which number the items follow.</summary>
    public long Answered { get; init; }

    public int Epoch { get; init; }

    public string? LastId { get; init; }

    public long Highest { get; init; }

    public long First { get; init; }

    public IReadOnlyList<ReturnedItem>? Items { get; init; }
}

/// <summary>A message that its sender lost, with the answer it got.</summary>
/// <param name="Payload">Its bytes, in base64.</param>
public sealed record ReturnedItem(long Seq, int Epoch, string Id, string Payload, DateOnly On, string? Code, string? Sentence);
