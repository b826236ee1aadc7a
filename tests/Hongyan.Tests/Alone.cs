namespace Hongyan.Tests;

/// <summary>Tests that run by themselves, for they measure the time or memory of the process.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
