using Hongyan.Data;
using Hongyan.Platform;

namespace Hongyan.Features.Import.Checks;

/// <summary>What rows are judged against.</summary>
/// <param name="Homes">By the key of a home outside, the entry that was chosen for it.</param>
internal sealed record RosterContext(
    HongyanDb Db, Secrets Secrets, PolicyLibrary Policy, PlaceCodes Places, Branches Branches, IReadOnlyDictionary<string, string> Homes);
