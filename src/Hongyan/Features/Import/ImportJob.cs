using System.Collections.Concurrent;
using Hongyan.Data;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Reading;
using Hongyan.Platform;
using Hongyan.Platform.Jobs;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hongyan.Features.Import;

/// <summary>
/// Imports accepted files, each in one transaction and within the scope of whoever accepted it. The job has the id of the draft. Of one
/// that fails or is stopped nothing is saved and the draft is left: its owner can accept it again.
/// </summary>
public sealed class ImportJob(Installation installation) : RequestedWork
{
    private readonly ConcurrentDictionary<Guid, (Actor Actor, Acceptance How)> accepted = new();

    /// <summary>Who accepted a file may have lost his appointment since then.</summary>
    public override bool ResumesAfterRestart => false;

    /// <summary>Who accepts again while it goes on gets the same job.</summary>
    public Task<Task> StartAsync(BackgroundJobs jobs, Guid draft, Actor actor, Acceptance how, CancellationToken cancellation)
    {
        accepted[draft] = (actor, how);
        return jobs.AskAsync(
            new BackgroundJob { Id = draft, Kind = Kind, AccountId = actor.AccountId, AskedAt = installation.Clock.GetUtcNow() }, cancellation);
    }

    /// <summary>The job on a draft of one's own.</summary>
    internal static Task<BackgroundJob?> FindAsync(HongyanDb db, Guid draft, Actor actor, CancellationToken cancellation) =>
        db.BackgroundJobs
            .AsNoTracking()
            .FirstOrDefaultAsync(job => job.Id == draft && job.Kind == nameof(ImportJob) && job.AccountId == actor.AccountId, cancellation);

    public override async Task<object?> RunAsync(JobRun run)
    {
        if (!accepted.TryRemove(run.Job.Id, out var asked)) return Outcome.Refused; // restarted by somebody who did not accept it
        await using var db = installation.OpenPageDb();
        db.Database.SetCommandTimeout(TimeSpan.Zero); // it may wait for another import, and can be stopped
        await using var transaction = await Installation.BeginScopeAsync(db, asked.Actor, run.Stopping);
        var outcome = await ImportAsync(db, asked.Actor, asked.How, run);
        run.Stopping.ThrowIfCancellationRequested();
        if (outcome.IsSaved) await transaction.CommitAsync(CancellationToken.None);
        return outcome;
    }

    /// <summary>Counted in a transaction of its own: what is not saved tells something, too.</summary>
    private async Task<bool> IsRefusedAsync(Guid draft, Judgement judgement, Actor actor, CancellationToken cancellation)
    {
        await using var db = installation.OpenPageDb();
        await using var transaction = await Installation.BeginScopeAsync(db, actor, cancellation);
        var numbers = new NumbersElsewhere(db, installation.Secrets, new Audit(db, actor), actor, installation.Clock);
        var refusal = await numbers.RefusalAsync(draft.ToString(), judgement.Unknown, byHand: false, cancellation);
        await transaction.CommitAsync(cancellation);
        return refusal is not null;
    }

    private async Task<Outcome> ImportAsync(HongyanDb db, Actor actor, Acceptance how, JobRun run)
    {
        var today = ChinaDate.Today(installation.Clock);
        var writing = new RecordServices(db, installation.Policy, installation.Secrets, installation.Clock, actor);
        var importer = new Importer(db, installation.Policy, installation.Secrets, writing.Recording, writing.Audit);
        await importer.LockAsync(run.Stopping);
        var drafts = new Drafts(db, installation.Secrets, actor, installation.Clock);
        if (await drafts.FindAsync(run.Job.Id, run.Stopping) is not { } draft) return Outcome.Gone;
        try
        {
            var judgement = await importer.JudgeAsync(drafts.RosterOf(draft), draft.OrgPath, today, Drafts.HomesOf(draft), run.Stopping);
            if (await IsRefusedAsync(run.Job.Id, judgement, actor, run.Stopping)) return Outcome.Refused;
            if (judgement.Accepted == 0 || (judgement.Rejected > 0 && !how.ValidOnly)) return Outcome.Refused;
            run.Report(0, judgement.Accepted);
            db.ImportDrafts.Remove(draft);
            await importer.SaveAsync(judgement, run.Stopping, how.AllPeriods ? null : today, done => run.Report(done, judgement.Accepted));
            return new Outcome("saved", draft.Kind, judgement.Accepted, judgement.Rejected, judgement.Unchanged);
        }
        catch (UnreadableFile)
        {
            return Outcome.Refused; // the preview says why
        }
    }
}
