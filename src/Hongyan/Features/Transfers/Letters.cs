using Hongyan.Data;

namespace Hongyan.Features.Transfers;

/// <summary>A table of letters, as one side sees them.</summary>
/// <param name="Names">Of the committees that issued them, by path.</param>
public sealed record Letters(IReadOnlyList<Transfer> All, DateOnly Today, IReadOnlyDictionary<string, string> Names, bool AreIncoming)
{
    public string Address(Transfer letter) =>
        AreIncoming ? $"/Transfers/Incoming/{letter.MemberId}/{letter.Id}" : $"/Transfers/Stay/{letter.MemberId}/{letter.SojournId}";
}
