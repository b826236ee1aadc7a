using Hongyan.Rules.Engine;

namespace Hongyan.Rules.Sojourns;

/// <summary>The types of record of a sojourn.</summary>
public static class SojournRecords
{
    public static RecordBook Book { get; } = RecordBook.Read<SojournEvent>(typeof(SojournEvent).Assembly.GetTypes());
}
