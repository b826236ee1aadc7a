using Hongyan.Data;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>
/// The one way to write down what a party told in a case that an organisation owns: the record is appended, the state moves, duties are kept,
/// the act is audited. The caller owns the transaction; nothing is saved until <see cref="SaveAsync"/>.
/// </summary>
public sealed partial class CaseRecording(HongyanDb db, CaseKeeping keeping, Audit audit, Actor actor, TimeProvider clock)
{
    /// <summary>Begins a case with its parties and its first record; without one, where the calendar opens it.</summary>
    public async Task<(KeptCase Case, Answer Answer)> OpenAsync(
        CaseKind kind, IReadOnlyList<PartyHere> parties, PartyEvent? opening, CancellationToken cancellation, string? period = null, string? title = null)
    {
        var today = ChinaDate.Today(clock);
        if (CaseParties.Refusal(kind, parties) is { } wrong)
            return (New(kind, parties, [], today, period, title), wrong);
        var above = await AboveAsync(parties.Select(party => party.Path).OfType<string>(), cancellation);
        var one = New(kind, parties, above, today, period, title);
        Add(one, parties);
        if (opening is not null && await WriteAsync(one, parties, [], [], opening, cancellation) is { Refusal: { } refusal })
            return (one, refusal);
        if (opening is null)
            keeping.Keep(one, await keeping.ToldAsync(one, parties, [], cancellation), parties, [], today);
        return (one, default);
    }

    /// <summary>The case, held until the transaction ends: who writes next sees what was written before. Nothing when it is out of sight.</summary>
    public Task<KeptCase?> HoldAsync(Guid owner, Guid id, CancellationToken cancellation) => db.Cases
        .FromSql($"""select * from "case" where owner_id = {owner} and id = {id} for update""")
        .SingleOrDefaultAsync(cancellation);

    /// <summary>Appends what a party told to a case that is held. A refusal is an answer: nothing was changed.</summary>
    /// <param name="title">What the case is called from then on, where the record says it.</param>
    public async Task<Answer> AddAsync(KeptCase one, PartyEvent happened, CancellationToken cancellation, string? title = null)
    {
        var parties = await keeping.PartiesAsync(one, cancellation);
        List<PartyEvent> before = [.. (await keeping.RecordsAsync(one, cancellation)).Select(record => record.Happened)];
        var kept = await db.Duties.Where(d => d.OwnerId == one.OwnerId && d.CaseId == one.Id).ToListAsync(cancellation);
        var answer = await WriteAsync(one, parties, before, kept, happened, cancellation);
        if (answer && title is not null)
            one.Title = title;
        return answer;
    }

    public Task SaveAsync(CancellationToken cancellation) => db.SaveChangesAsync(cancellation);

    private async Task<Answer> WriteAsync(
        KeptCase one, IReadOnlyList<PartyHere> parties, List<PartyEvent> before, List<KeptDuty> kept, PartyEvent happened, CancellationToken cancellation)
    {
        var today = ChinaDate.Today(clock);
        var told = await keeping.ToldAsync(one, parties, before, cancellation);
        var story = told.AsOf(happened.On);
        happened = happened.Completed(story);
        foreach (var feature in Manifests.Giving<ICompletesRecords>())
            happened = await feature.CompleteAsync(db, one, parties, story, happened, cancellation);
        happened = happened with { Typed = today };
        var after = told with { Events = [.. before, happened] };
        if (RefusalOf(told, after, happened, today) is { } refusal)
            return refusal;
        var type = told.Kind.Book.Of(happened).Name;
        db.Records.Add(await RowAsync(one, parties, before, happened, cancellation));
        await ShowMemberAsync(one, type, cancellation);
        if (happened.NewTitle() is { } title)
            one.Title = title;
        keeping.Keep(one, after, parties, kept, today);
        await FollowAsync(parties, told, after, cancellation);
        audit.Note(type, SubjectOf(one, parties), one.Period is null ? null : new { one.Period });
        if (parties.FirstOrDefault(party => party.Side == happened.By) is { OutsideId: { } outside })
            await db.Database.ExecuteSqlAsync($"select outside_word({outside}, {happened.On})", cancellation); // it spoke by letter
        return default;
    }

    private async Task FollowAsync(IReadOnlyList<PartyHere> parties, CaseTold before, CaseTold after, CancellationToken cancellation)
    {
        foreach (var feature in Manifests.Giving<IFollowsCases>())
            await feature.FollowAsync(db, parties, before, after, ChinaDate.Today(clock), cancellation);
    }

    /// <param name="above">Who reads it.</param>
    /// <param name="member">The member who reads it.</param>
    private Record Row(
        KeptCase one, IReadOnlyList<PartyHere> parties, string side, string type, DateOnly on, string data,
        string[] above, Guid? member, Guid? corrects = null, Guid? asks = null) => new()
    {
        OwnerId = one.OwnerId,
        Id = Guid.CreateVersion7(),
        CaseId = one.Id,
        CaseKind = one.Kind,
        OnDate = on,
        Type = type,
        Side = side,
        Data = data,
        OrgId = parties.First(party => party.Side == side).OrgId ?? parties.FirstOrDefault(party => party.Path == actor.OrgPath)?.OrgId,
        AccountId = actor.AccountId,
        RecordedAt = clock.GetUtcNow(),
        CorrectsId = corrects,
        AsksId = asks,
        PartyAbove = above,
        AboutMemberId = member,
    };

    /// <summary>The event as the row keeps it: the moment of its typing is the row's own.</summary>
    private static string Written(CaseKind kind, PartyEvent happened) => kind.Write(happened with { Typed = null });

    /// <summary>What the log names a case by: an office's year by its office, any other by its id.</summary>
    private static string? SubjectOf(KeptCase one, IReadOnlyList<PartyHere> parties) => CaseKinds.Of(one.Kind).IsYearly ? parties[0].Path : one.Id.ToString();

    /// <summary>Why it cannot be told: its state does not take it, or what was told later could not have been.</summary>
    private static Refusal? RefusalOf(CaseTold told, CaseTold after, PartyEvent happened, DateOnly today)
    {
        var now = after.AsOf(today).Refused;
        var earlier = told.AsOf(today).Refused;
        return now.Where(one => ReferenceEquals(one.Happened, happened) || !earlier.Any(known => ReferenceEquals(known.Happened, one.Happened)))
            .Select(one => one.Refusal).FirstOrDefault();
    }

    internal static KeptCase New(CaseKind kind, IReadOnlyList<PartyHere> parties, string[] above, DateOnly today, string? period, string? title = null) => new()
    {
        OwnerId = parties[0].OrgId!.Value,
        Id = Guid.CreateVersion7(),
        Kind = kind.Name,
        Period = period,
        Title = title,
        State = kind.FirstState,
        BegunOn = today,
        PartyAbove = above,
    };

    internal void Add(KeptCase one, IReadOnlyList<PartyHere> parties)
    {
        db.Cases.Add(one);
        db.CaseParties.AddRange(parties.Select(party => new KeptCaseParty
        {
            OwnerId = one.OwnerId,
            Id = Guid.CreateVersion7(),
            CaseId = one.Id,
            Side = party.Side,
            OrgId = party.OrgId,
            Kind = party.Kind,
            Name = party.IsOutside ? party.Name : null,
            OutsideId = party.OutsideId,
            PartyAbove = one.PartyAbove,
            AboutMemberId = one.AboutMemberId,
        }));
    }
}
