using Hongyan.Platform;

namespace Hongyan.Features.Keys;

internal sealed class KeysFeature : Feature
{
    public override IReadOnlyList<Verb> Verbs => [new(80, KeysVerb.Create)];

    public override IReadOnlyList<Job> Jobs => [Job.Of<NightlyKeys>(40)];

    public override async Task<string?> BeginAsync(Installation installation, string address, CancellationToken cancellation)
    {
        await new Renewal(installation).HashEndsAsync(
            (_, count) => Console.WriteLine($"身份证末四位加密：{count} / ends of ID numbers hashed: {count}"), cancellation);
        return null;
    }
}
