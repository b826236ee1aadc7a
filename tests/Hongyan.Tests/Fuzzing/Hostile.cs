using System.Collections.Concurrent;
using System.ComponentModel;

namespace Hongyan.Tests.Fuzzing;

/// <summary>What nobody types and any program may send.</summary>
internal static class Hostile
{
    /// <summary>Stands for half of a surrogate pair, which no .NET string can be sent as: it is sent as the bytes ED A0 80.</summary>
    public const string Surrogate = "\ud800";

    private const int Long = 100_000;
    private const int LongestInAddress = 6_000;

    private static readonly string[] AddressValues =
    [
        "a\0b", Surrogate, "a\u0001b\uffff", "", " ", "-1", "0", "2147483647", "-2147483648", "2147483648", "9223372036854775807",
        "99999999999999999999999999999999", "1e308", "NaN",
        "0001-01-01", "9999-12-31", "0001-01", "9999-12", "9999-Q4", "0000-Q0", "9999-H2", "0000", "9999", "24:00",
        "no-such-kind", "election-9999-12-31", "election-0001-01-01", "no-such-kind-2026-01-01",
        Guid.Empty.ToString(), "ffffffff-ffff-ffff-ffff-ffffffffffff", "00000000-0000-0000-0000-000000000000.00000000-0000-0000-0000-000000000000", ".",
        "001.999", "999.",
        "HY1.WyJcdTAwMDAiLCJcdTAwMDAiLCIxIiwiMSIsIjAwMSIsIjIwMjYwMTAxIiwiMjAyNzAxMDEiLCIwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMCJd.AAAA", "HY1..",
        "HY2:AAAA", "HY2:" + new string('A', 600),
        "http://x/%00",
        "{\"a\":\"\\ud800\"}", "null", "[", "'; select 1; --", "%", "..", "//x", new('9', 400), new('测', LongestInAddress / 9),
    ];

    private static readonly string[] FormValues = [.. AddressValues, new('x', Long), new('测', Long / 3), new('1', Long)];

    // Whatever cannot be read as a number, a day or a choice is refused in the same way, so a few of those stand for all.
    private const int Unreadable = 6;

    private static readonly ConcurrentDictionary<(Type?, bool), string[]> Known = [];

    /// <summary>Every value that is different for a parameter of that type; all of them when the type is not known.</summary>
    public static IReadOnlyList<string> Of(Type? type, bool isForm) => Known.GetOrAdd((type, isForm), asked =>
    {
        var all = isForm ? FormValues : AddressValues;
        if (asked.Item1 is not { } bound || bound == typeof(string)) return all;
        var converter = TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(bound) ?? bound);
        return [.. all.Where(value => IsRead(converter, value)), .. all.Where(value => !IsRead(converter, value)).Take(Unreadable), all[^1]];
    });

    private static bool IsRead(TypeConverter converter, string value)
    {
        try
        {
            return converter.ConvertFromInvariantString(value) is not null;
        }
        catch (Exception)
        {
            return false; // converters throw what they like
        }
    }

    /// <summary>Percent-encoded, as it stands in an address or a form.</summary>
    public static string Encoded(string text) => text == Surrogate ? "%ED%A0%80" : Uri.EscapeDataString(text);
}
