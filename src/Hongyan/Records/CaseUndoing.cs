using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Profiles;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>A case that is held, with all that taking back a record of it needs.</summary>
/// <param name="Told">As it stands.</param>
public sealed record HeldCase(KeptCase Case, IReadOnlyList<PartyHere> Parties, IReadOnlyList<Record> Rows, CaseTold Told)
{
    public CaseKind Kind => Told.Kind;

    /// <summary>The rows that hold, with the events that the story tells.</summary>
    public IReadOnlyList<(Record Row, PartyEvent Happened)> Holding { get; init; } = [];

    public Record? Row(Guid id) => Rows.FirstOrDefault(row => row.Id == id && !row.IsUnread);
}

/// <summary>What came of it: refused, done, or only asked for until a second person confirms.</summary>
public readonly record struct UndoAnswer(Refusal? Refusal, bool IsAsked);

/// <summary>Taking back and correcting records of cases. The row stays; the case is told anew without it, and its duties are kept.</summary>
public sealed partial class CaseRecording
{
    /// <summary>The case with its rows, to be shown or, when it is held, to be written to.</summary>
    public async Task<HeldCase> ReadAsync(KeptCase one, CancellationToken cancellation)
    {
        var parties = await keeping.PartiesAsync(one, cancellation);
        var rows = await keeping.RowsAsync(one, cancellation);
        var holding = CaseRows.Holding(CaseKinds.Of(one.Kind), rows);
        return new HeldCase(one, parties, rows, await keeping.ToldAsync(one, parties, holding.Select(record => record.Happened), cancellation))
        {
            Holding = holding,
        };
    }

    /// <summary>Why the actor cannot strike or correct a record; nothing when he can, alone or with a second person.</summary>
    public Refusal? UndoRefusal(HeldCase held, Record row, bool strikes)
    {
        var today = ChinaDate.Today(clock);
        return CaseRows.UndoRefusal(row, strikes, held.Rows, actor, held.Parties, held.Kind, today, held.Told.Profile.Get(Parameters.RecordUndoDays, today));
    }

    /// <summary>Takes a record back with a reason, or puts another into its place; where another side acted on it, asks a second person for that.</summary>
    /// <param name="instead">What takes its place; nothing to take it back.</param>
    public async Task<UndoAnswer> UndoAsync(HeldCase held, Record row, PartyEvent? instead, string? reason, CancellationToken cancellation)
    {
        if (UndoRefusal(held, row, strikes: instead is null) is { } refusal)
            return new(refusal, IsAsked: false);
        var (after, refused) = Without(held, row, instead);
        if (refused is not null)
            return new(refused, IsAsked: false);
        var isAsked = CaseRows.IsActedOn(row, held.Rows);
        var (type, on, data) = instead is not null ? (row.Type, instead.On, Written(held.Kind, instead))
            : (Undoing.Struck, ChinaDate.Today(clock), Slip(held.Kind, Undoing.Struck, row.Side!, reason));
        if (isAsked)
        {
            type = instead is null ? Undoing.StrikeAsked : Undoing.CorrectionAsked;
            db.Records.Add(Row(held.Case, held.Parties, row.Side!, type, on, data, row.PartyAbove, row.AboutMemberId, asks: row.Id));
            NoteOf(held, type, row);
        }
        else
        {
            await PutAsync(held, row, type, on, data, after, cancellation);
        }
        return new(Refusal: null, isAsked);
    }

    /// <summary>Does what another asked for, in the name of both.</summary>
    public async Task<Answer> ConfirmAsync(HeldCase held, Record asked, CancellationToken cancellation)
    {
        if (CaseRows.AnswerRefusal(asked, actor, held.Parties) is { } refusal)
            return refusal;
        var row = held.Row(asked.AsksId!.Value)!;
        var instead = asked.Type == Undoing.CorrectionAsked ? held.Kind.Read(asked.Data) : null;
        var (after, refused) = Without(held, row, instead);
        if (refused is not null)
            return refused;
        await PutAsync(held, row, instead is null ? Undoing.Struck : row.Type, asked.OnDate, asked.Data, after, cancellation);
        return default;
    }

    /// <summary>Leaves the record as it is: a second person does not agree, or whoever asked withdraws it.</summary>
    public Answer Decline(HeldCase held, Record asked, string? reason)
    {
        if (asked.AccountId != actor.AccountId && CaseRows.AnswerRefusal(asked, actor, held.Parties) is { } refusal)
            return refusal;
        var said = Slip(held.Kind, Undoing.Declined, asked.Side!, reason);
        var today = ChinaDate.Today(clock);
        db.Records.Add(Row(held.Case, held.Parties, asked.Side!, Undoing.Declined, today, said, asked.PartyAbove, asked.AboutMemberId, corrects: asked.Id));
        NoteOf(held, Undoing.Declined, held.Row(asked.AsksId!.Value)!);
        return default;
    }

    /// <summary>The case without a record, or with another in its place; and why what was told later does not allow it.</summary>
    private (CaseTold After, Refusal? Refusal) Without(HeldCase held, Record row, PartyEvent? instead)
    {
        var (today, told) = (ChinaDate.Today(clock), held.Told);
        var at = CaseRows.Holding(held.Kind, held.Rows).FindIndex(one => one.Row.Id == row.Id);
        List<PartyEvent> events = [.. told.Events];
        var typed = events[at].Typed;
        events.RemoveAt(at);
        if (instead is not null)
            events.Insert(at, instead = instead with { Typed = typed });
        var after = told with { Events = events };
        var earlier = told.AsOf(today).Refused;
        foreach (var (happened, refusal) in after.AsOf(today).Refused)
        {
            if (ReferenceEquals(happened, instead))
                return (after, refusal);
            if (!earlier.Any(known => ReferenceEquals(known.Happened, happened)))
                return (after, new Refusal("refusal.undo.followed", On: happened.On) { Other = held.Kind.Book.Of(happened).Name });
        }
        return (after, null);
    }

    private async Task PutAsync(HeldCase held, Record row, string type, DateOnly on, string data, CaseTold after, CancellationToken cancellation)
    {
        db.Records.Add(Row(held.Case, held.Parties, row.Side!, type, on, data, row.PartyAbove, row.AboutMemberId, corrects: row.Id));
        var kept = await db.Duties.Where(d => d.OwnerId == held.Case.OwnerId && d.CaseId == held.Case.Id).ToListAsync(cancellation);
        keeping.Keep(held.Case, after, held.Parties, kept, ChinaDate.Today(clock), before: held.Told);
        await FollowAsync(held.Parties, held.Told, after, cancellation);
        NoteOf(held, type, row);
    }

    private void NoteOf(HeldCase held, string type, Record row) =>
        audit.Note(type, SubjectOf(held.Case, held.Parties), new { held.Case.Period, Corrects = row.Id });

    /// <summary>The data of a row that is about another one.</summary>
    private string Slip(CaseKind kind, string type, string side, string? reason)
    {
        var said = new Dictionary<string, object> { ["type"] = type, ["on"] = ChinaDate.Today(clock), [PartyEvent.SideName] = side };
        if (reason is not null)
            said["reason"] = reason;
        return JsonSerializer.Serialize(said, kind.Json);
    }
}
