using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace Hongyan.Rules.Tests.Properties;

/// <summary>Runs a property on cases drawn from a fixed seed; a failure prints the smallest case that fails.</summary>
internal static class Holds
{
    private const int Cases = 200;
    private const ulong Seed = 20261001, Gamma = 20261003; // gamma is odd

    private static readonly Config Fixed = Config.QuickThrowOnFailure
        .WithMaxTest(Cases)
        .WithQuietOnSuccess(true)
        .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(Seed, Gamma), FSharpOption<int>.None)));

    public static void ForAll<T>(Arbitrary<T> cases, Action<T> property) => Check.One(Fixed, Prop.ForAll(cases, property));
}
