using System.Security.Cryptography;

namespace Hongyan.Features.Demo;

/// <summary>Four groups of four letters and digits, without those that look alike: about 79 bits, and it can be read out.</summary>
internal static class InitialPassword
{
    public static string Make() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 4)));
}
