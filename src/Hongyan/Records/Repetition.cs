using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>Finds the record that says the same already: a form that came back with the browser's back button makes no second one.</summary>
internal static class Repetition
{
    /// <summary>Whether one of the events of a stay says the same.</summary>
    public static bool Is(IEnumerable<SojournEvent> events, SojournEvent happened)
    {
        var written = EventJson.Write(happened with { Typed = null });
        return events.Any(one => one.On == happened.On && one.GetType() == happened.GetType() && EventJson.Write(one with { Typed = null }) == written);
    }

    /// <summary>The record among those of a stay that says the same and holds.</summary>
    public static Guid? Find(IReadOnlyCollection<WrittenRecord> records, SojournEvent happened)
    {
        var written = EventJson.Write(happened with { Typed = null });
        foreach (var record in Written.Holding(records))
        {
            var one = EventJson.Read(record.Data);
            if (one.On == happened.On && one.GetType() == happened.GetType() && EventJson.Write(one) == written)
                return record.Id;
        }
        return null;
    }
}
