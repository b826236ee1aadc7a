using Hongyan.Platform;

namespace Hongyan.Features.Certificates;

/// <summary>Roots that somebody else loaded and whose fingerprint nobody has compared yet.</summary>
public sealed class AwaitedRoots(PinnedRoots roots, Actor actor, Texts texts) : IAwaitsSecondPerson
{
    public async Task<IReadOnlyList<AwaitedConfirmation>> WaitingAsync(CancellationToken cancellation) => !actor.Can(Access.Department) ? []
        : [.. (await roots.AllAsync(cancellation)).Where(root => root.ComparedAt is null && root.LoadedBy != actor.AccountId)
            .Select(root => new AwaitedConfirmation(
                texts.For("Certificates")["roots.compare"], root.Name, ChinaDate.Of(root.LoadedAt), null, "/Certificates/Roots"))];
}
