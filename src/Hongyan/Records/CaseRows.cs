using Hongyan.Data;
using Hongyan.Platform;

namespace Hongyan.Records;

/// <summary>A row of a case that its reader may not read.</summary>
public sealed record UnreadRow(
    Guid CaseId, Guid Id, DateOnly OnDate, string Type, string Side, DateTimeOffset RecordedAt, Guid? CorrectsId, Guid? AsksId);

/// <summary>What the rows of a case say together: which hold, which take the place of another, which only ask for that.</summary>
public static class CaseRows
{
    /// <summary>The records that hold, each with the day of its typing. A correction has place and typing of the record that it corrects.</summary>
    public static List<(Record Row, PartyEvent Happened)> Holding(CaseKind kind, IReadOnlyList<Record> rows)
    {
        return [.. Written.Holding(rows).Where(row => !Undoing.IsAboutRecord(row.Type))
            .Select(row => (Row: row, First: Written.FirstOf(row, rows))).OrderBy(one => one.First.RecordedAt).ThenBy(one => one.First.Id)
            .Select(one => (one.Row, kind.Read(one.Row.Data) with { Typed = ChinaDate.Of(one.First.RecordedAt) }))];
    }

    /// <summary>The rows with those that cannot be read, so that the case is told whole: its state and duties are the same for all sides.</summary>
    internal static IReadOnlyList<Record> WithUnread(KeptCase one, CaseKind kind, IReadOnlyList<Record> rows, IEnumerable<UnreadRow> unread) =>
    [
        .. rows.Concat(unread.Select(row => new Record
        {
            OwnerId = one.OwnerId,
            Id = row.Id,
            CaseId = one.Id,
            CaseKind = one.Kind,
            OnDate = row.OnDate,
            Type = row.Type,
            Side = row.Side,
            Data = kind.Book.Find(row.Type) is { } type ? kind.Unread(type, row.OnDate, row.Side) : "{}",
            RecordedAt = row.RecordedAt,
            CorrectsId = row.CorrectsId,
            AsksId = row.AsksId,
            IsUnread = true,
        })).OrderBy(row => row.RecordedAt).ThenBy(row => row.Id),
    ];

    /// <summary>What took its place or struck it; of what was asked, what declined it.</summary>
    public static Record? LaterThan(Record row, IEnumerable<Record> rows) => rows.FirstOrDefault(later => later.CorrectsId == row.Id);

    /// <summary>What somebody asks about a record and nobody has answered yet.</summary>
    public static Record? AskedOf(Record row, IReadOnlyList<Record> rows) =>
        LaterThan(row, rows) is not null ? null : rows.FirstOrDefault(asked => asked.AsksId == row.Id && LaterThan(asked, rows) is null);

    /// <summary>Whether another side has recorded something since it was first written: then it takes two persons to undo it, also once corrected.</summary>
    public static bool IsActedOn(Record row, IReadOnlyList<Record> rows)
    {
        var written = Written.FirstOf(row, rows).RecordedAt;
        return rows.Any(later => later.Side != row.Side && later.RecordedAt > written && !Undoing.IsAboutRecord(later.Type) && LaterThan(later, rows) is null);
    }

    /// <summary>Why the actor cannot take it back, or correct it; nothing when he can, alone or with a second person.</summary>
    public static Refusal? UndoRefusal(
        Record row, bool strikes, IReadOnlyList<Record> rows, Actor actor, IReadOnlyList<PartyHere> parties, CaseKind kind,
        DateOnly today, int days)
    {
        if (kind.Book.Find(row.Type) is not { } type || CaseWriters.Refusal(type, row.Side!, actor, parties) is { })
            return Refusal.Of("refusal.undo.party");
        var age = today.DayNumber - Written.TypedOn(row, rows).DayNumber;
        var key = Undoing.Refusal(type, strikes, IsActedOn(row, rows), row.AccountId is not null && row.AccountId == actor.AccountId, age, days)
            ?? (AskedOf(row, rows) is null ? null : "refusal.undo.asked");
        return key is null ? null : Refusal.Of(key);
    }

    /// <summary>Why the actor cannot answer what another asks; nothing when he can.</summary>
    public static Refusal? AnswerRefusal(Record asked, Actor actor, IReadOnlyList<PartyHere> parties) =>
        !actor.Can(Access.Deciding) || !CaseWriters.SidesOf(actor, parties).Contains(asked.Side!) ? Refusal.Of("refusal.undo.party")
        : asked.AccountId == actor.AccountId ? Refusal.Of("refusal.undo.second")
        : null;
}
