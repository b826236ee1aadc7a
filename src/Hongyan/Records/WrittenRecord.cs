using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>A record of a stay as it is kept: what it says, what it corrects and when it was typed.</summary>
public readonly record struct WrittenRecord(Guid Id, Guid? Corrects, string Data, DateTimeOffset RecordedAt)
{
    /// <summary>What happened: without what a later record corrects, each with the day on which it was typed.</summary>
    /// <param name="records">All records of one stay, or all of some types with everything that corrects.</param>
    /// <param name="without">Records that are about to be corrected.</param>
    public static IEnumerable<SojournEvent> Events(IReadOnlyCollection<WrittenRecord> records, IReadOnlyCollection<Guid>? without = null)
    {
        var corrected = records.Select(record => record.Corrects).OfType<Guid>().Concat(without ?? []).ToHashSet();
        foreach (var record in records.Where(record => !corrected.Contains(record.Id)))
            yield return EventJson.Read(record.Data) with { Typed = record.Corrects is null ? ChinaDate.Of(record.RecordedAt) : TypedOn(records, record.Id) };
    }

    /// <summary>The day on which a record was typed; a correction keeps that of the record whose place it takes.</summary>
    public static DateOnly TypedOn(IReadOnlyCollection<WrittenRecord> records, Guid id)
    {
        var record = records.First(one => one.Id == id);
        while (record.Corrects is { } earlier && records.Any(one => one.Id == earlier))
            record = records.First(one => one.Id == earlier);
        return ChinaDate.Of(record.RecordedAt);
    }
}
