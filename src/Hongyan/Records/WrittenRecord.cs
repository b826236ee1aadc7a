using Hongyan.Data;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>A record of a stay as it is kept: what it says, what it corrects and when it was typed.</summary>
public readonly record struct WrittenRecord(Guid Id, Guid? CorrectsId, string Data, DateTimeOffset RecordedAt) : IWritten
{
    /// <summary>What happened: without what a later record corrects, each with the day on which it was typed.</summary>
    /// <param name="records">All records of one stay, or all of some types with everything that corrects.</param>
    /// <param name="without">Records that are about to be corrected.</param>
    public static IEnumerable<SojournEvent> Events(IReadOnlyCollection<WrittenRecord> records, IReadOnlyCollection<Guid>? without = null) =>
        Written.Holding(records, without).Select(record => EventJson.Read(record.Data) with { Typed = Written.TypedOn(record, records) });

    /// <summary>The day on which a record was typed.</summary>
    public static DateOnly TypedOn(IReadOnlyCollection<WrittenRecord> records, Guid id) => Written.TypedOn(records.First(one => one.Id == id), records);
}
