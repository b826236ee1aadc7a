using System.Collections.Frozen;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>The types of record that a form writes, by name.</summary>
public static class RecordForm
{
    public const int LongestText = 200;
    public const int LongestProse = 2000;

    public static FrozenDictionary<string, RecordType> All { get; } =
        SojournRecords.Book.Types.Where(type => type.HasForm).ToFrozenDictionary(type => type.Name);
}
