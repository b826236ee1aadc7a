using System.Security.Cryptography;
using System.Text;

namespace Hongyan.Rules.Exchange;

/// <summary>A message that took effect, as both sides name it.</summary>
/// <param name="Record">The writer's id of what it tells of; nothing where it tells of none.</param>
/// <param name="Writer">The installation that wrote it.</param>
/// <param name="Id">The hash of its payload.</param>
public sealed record DigestLine(string? Record, string Kind, string Writer, string Id);

/// <summary>What both sides compare to see that the same messages took effect on both.</summary>
public static class Digest
{
    /// <summary>SHA-256 over the sorted lines, in small hexadecimal digits; the order in which they came does not matter.</summary>
    public static string Of(IEnumerable<DigestLine> lines)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in lines.Select(one => $"{one.Record}|{one.Kind}|{one.Writer}|{one.Id}\n").Order(StringComparer.Ordinal))
            hash.AppendData(Encoding.UTF8.GetBytes(line));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
