using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Parts;
using Hongyan.Records;
using Hongyan.Rules.Outside;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Dispatches;

/// <summary>What was recorded of a stay after a letter about it was drafted and nobody has looked through its text since.</summary>
public sealed class SinceDrafted(HongyanDb db, Texts texts)
{
    // what moves the stay on, and what a letter rests on
    private static readonly string[] Telling =
    [
        .. SojournRecords.Book.Types.Where(type => type.Steps.Count > 0).Select(type => type.Name),
        HomeChanged.Type.Name, HomeAnswered.Type.Name, GuestCorrected.Type.Name, IdentityLearned.Type.Name, DepartureLearned.Type.Name,
    ];

    private readonly Texts records = texts.For("Records");

    /// <summary>By letter in words; letters whose text still stands are left out.</summary>
    internal async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IEnumerable<Dispatch> letters, CancellationToken cancellation)
    {
        List<Dispatch> drafted = [.. letters.Where(letter => letter.State == DispatchState.Drafted)];
        if (drafted.Count == 0)
            return new Dictionary<Guid, string>();
        List<Guid> people = [.. drafted.Select(letter => letter.PersonId).Distinct()];
        List<Guid> stays = [.. drafted.Select(letter => letter.SojournId).Distinct()];
        var first = drafted.Min(WrittenAt);
        var recorded = (await db.Records.AsNoTracking()
            .Where(record => people.Contains(record.OwnerId) && stays.Contains(record.CaseId) && record.RecordedAt > first
                && (record.CorrectsId != null || Telling.Contains(record.Type)))
            .OrderBy(record => record.RecordedAt).Select(record => new { record.CaseId, record.Type, record.OnDate, record.RecordedAt })
            .ToListAsync(cancellation)).ToLookup(record => record.CaseId);
        return drafted.Select(letter => (letter.Id, Words: string.Join("；", recorded[letter.SojournId].Where(record => record.RecordedAt > WrittenAt(letter))
                .Select(record => $"{records["record." + record.Type]} {DateText.Of(record.OnDate)}"))))
            .Where(one => one.Words.Length > 0).ToDictionary(one => one.Id, one => one.Words);
    }

    private static DateTimeOffset WrittenAt(Dispatch letter) => letter.WrittenAt ?? letter.RecordedAt;
}
