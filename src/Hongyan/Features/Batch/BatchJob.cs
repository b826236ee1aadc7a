using System.Collections.Concurrent;
using System.Text.Json;
using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Hongyan.Rules.Profiles;
using Hongyan.Rules.Sojourns;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Batch;

/// <summary>A record that is taken back.</summary>
public sealed record UndoLine(Guid Stay, Guid Record);

/// <summary>What came of saving, or of taking back.</summary>
/// <param name="Left">Those for whom it was not done: why, or nothing when somebody else wrote meanwhile.</param>
public sealed record BatchOutcome(int Done, Dictionary<Guid, Refusal?> Left);

/// <summary>
/// Saves a batch in the order of its list, each person in a transaction of his own and within the scope of whoever sent it. The id of each
/// record follows from batch and stay, so that whatever is sent again writes nothing twice. It goes on without a browser.
/// </summary>
public sealed class BatchJob(Installation installation) : RequestedWork
{
    /// <summary>So long a page waits for a job that was stopped.</summary>
    public static readonly TimeSpan Stopping = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<Guid, Asked> asked = new();

    /// <summary>So long a page waits for its end before it shows how far it is.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Who sent it may have lost his appointment since then; what is left stays ticked.</summary>
    public override bool ResumesAfterRestart => false;

    /// <summary>One branch does not wait for the five hundred lines of another.</summary>
    public override int JobsAtOnce => 4;

    /// <summary>Adds the job that saves what is ready, to be started after the commit.</summary>
    public Guid Ask(HongyanDb db, Actor actor, BatchContent content) =>
        Ask(db, new Asked(actor, content.Id, content.Type, content.Side, content.Ready, [], Reason: null) { IsListed = content.ListedOn is not null });

    /// <summary>The same for taking back.</summary>
    public Guid AskUndo(HongyanDb db, Actor actor, IReadOnlyList<UndoLine> lines, string reason) =>
        Ask(db, new Asked(actor, Guid.Empty, "", Side.Home, [], lines, reason));

    /// <summary>The job after some waiting; nothing when there is none of the reader's own.</summary>
    public async Task<BackgroundJob?> WaitAsync(HongyanDb db, BackgroundJobs jobs, Guid? id, CancellationToken cancellation)
    {
        if (id is null || await FindAsync(db, id, cancellation) is not { } found)
            return null;
        if (found.IsOver)
            return found;
        await Task.WhenAny(jobs.Start(found.Id), Task.Delay(Patience, cancellation));
        return await FindAsync(db, id, cancellation);
    }

    public static BatchOutcome OutcomeOf(BackgroundJob job) =>
        job.Result is { } result ? JsonSerializer.Deserialize<BatchOutcome>(result)! : new BatchOutcome(0, []);

    public override async Task<object?> RunAsync(JobRun run)
    {
        if (!asked.TryRemove(run.Job.Id, out var what))
            throw new UserError("没有可以继续的内容，请回到原页面再保存一次。 / Nothing can be gone on with; save again from the page.");
        await using var db = installation.OpenPageDb();
        var writing = new RecordServices(db, installation.Policy, installation.Secrets, installation.Clock, what.Actor);
        var outcome = new BatchOutcome(0, []);
        var total = what.Lines.Count + what.Undone.Count;
        foreach (var (stay, act) in ActsOf(what, writing, db))
        {
            run.Stopping.ThrowIfCancellationRequested(); // between two lines
            await using (var transaction = await Installation.BeginScopeAsync(db, what.Actor, CancellationToken.None))
            {
                var (isDone, refusal) = await act();
                if (isDone)
                {
                    await writing.Recording.SaveAsync(CancellationToken.None);
                    await transaction.CommitAsync(CancellationToken.None);
                    outcome = outcome with { Done = outcome.Done + 1 };
                }
                else
                {
                    outcome.Left[stay] = refusal;
                }
            }
            db.ChangeTracker.Clear();
            run.Report(outcome.Done + outcome.Left.Count, total);
        }
        return outcome;
    }

    private static IEnumerable<(Guid Stay, Func<Task<(bool IsDone, Refusal? Refusal)>> Act)> ActsOf(Asked what, RecordServices writing, HongyanDb db) =>
        what.Lines.Select(line => (line.Stay, (Func<Task<(bool, Refusal?)>>)(() => WriteAsync(what, line, writing, db))))
            .Concat(what.Undone.Select(line => (line.Stay, (Func<Task<(bool, Refusal?)>>)(() => StrikeAsync(what, line, writing, db)))));

    /// <summary>What the guards of the page saw may have changed since: they are asked again with the stay held.</summary>
    private static async Task<(bool IsDone, Refusal? Refusal)> WriteAsync(Asked what, ReadyLine line, RecordServices writing, HongyanDb db)
    {
        var recording = writing.Recording;
        var id = Entry.IdOf(what.Act, line.Stay);
        if (await recording.HoldAllAsync([line.Stay], CancellationToken.None) is not [var stay])
            return (false, Refusal.Of("refusal.home"));
        var records = recording.HeldOf(stay);
        if (records.Any(record => record.Id == id))
            return (true, null);
        var (happened, content) = (EventJson.Read(line.Data), new BatchContent { Id = what.Act, Type = what.Type, Side = what.Side });
        var since = records.FirstOrDefault(record => record.Id == line.Newest).RecordedAt;
        if (records.Any(record => record.RecordedAt > since
            && (Judging.OnlyType(content) is not { } only || EventJson.TypeOf(EventJson.Read(record.Data)) == only)))
            return (false, null);
        if (Writers.Refusal(what.Type, what.Side, what.Actor, stay) is { } refused)
            return (false, Refusal.Of(refused));
        if (happened is DuesPaid { Receipt: null } paid) // a number for each who pays, and none for whom nothing is written
        {
            var org = (what.Side == Side.Host ? stay.HostPath ?? stay.HomePath : stay.HomePath)!; // a guest pays at the host
            happened = paid with { Receipt = await NumberSeries.DuesReceipt.NextAsync(db, org, paid.On.Year, CancellationToken.None) };
        }
        var answer = await recording.WriteAsync(stay, [new Entry(id, happened)], CancellationToken.None);
        if (answer.IsTaken && what.IsListed)
            await db.Database.ExecuteSqlAsync(
                $"update batch_list set came_back = came_back + 1 where account_id = {what.Actor.AccountId} and id = {what.Act}", CancellationToken.None);
        return (answer.IsTaken, answer.Refusal);
    }

    private static async Task<(bool IsDone, Refusal? Refusal)> StrikeAsync(Asked what, UndoLine line, RecordServices writing, HongyanDb db)
    {
        if (await writing.Recording.HoldAllAsync([line.Stay], CancellationToken.None) is not [var stay])
            return (false, Refusal.Of("refusal.home"));
        if (await Corrections.FindAsync(db, stay.MemberId, line.Record, CancellationToken.None) is not { } record)
            return (true, null); // taken back or corrected already
        var today = ChinaDate.Today(writing.Clock);
        var days = (await writing.Policies.AtAsync(record.HomePath ?? record.HostPath, CancellationToken.None)).Get(Parameters.RecordUndoDays, today);
        var read = await Corrections.ReadLettersAsync(db, [stay.MemberId], CancellationToken.None);
        if (Corrections.StrikeRefusal(record, read, what.Actor, ChinaDate.Of(record.RecordedAt), today, days) is { } refused)
            return (false, Refusal.Of(refused));
        var entry = new Entry(Guid.CreateVersion7(), new Struck { On = today, Reason = what.Reason! }, line.Record);
        var answer = await writing.Recording.WriteAsync(stay, [entry], CancellationToken.None);
        return (answer.IsTaken, answer.Refusal);
    }

    private static Task<BackgroundJob?> FindAsync(HongyanDb db, Guid? id, CancellationToken cancellation) =>
        db.BackgroundJobs.AsNoTracking().FirstOrDefaultAsync(job => job.Id == id && job.Kind == nameof(BatchJob), cancellation);

    private Guid Ask(HongyanDb db, Asked what)
    {
        var id = Guid.CreateVersion7();
        asked[id] = what;
        db.BackgroundJobs.Add(new BackgroundJob { Id = id, Kind = Kind, AccountId = what.Actor.AccountId, AskedAt = installation.Clock.GetUtcNow() });
        return id;
    }

    private sealed record Asked(Actor Actor, Guid Act, string Type, Side Side, IReadOnlyList<ReadyLine> Lines, IReadOnlyList<UndoLine> Undone, string? Reason)
    {
        /// <summary>Whether it went out as a list, which counts who came back.</summary>
        public bool IsListed { get; init; }
    }
}
