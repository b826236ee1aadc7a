using System.Collections.Concurrent;
using Hongyan.Data;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Records;
using Hongyan.Platform;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hongyan.Features.Import;

/// <summary>
/// Imports accepted files beside the pages, each in one transaction and within the scope of whoever accepted it. Of one that is stopped,
/// or that the end of the server stops, nothing is saved and the draft is left: it can be accepted again.
/// </summary>
public sealed class Importing(Installation house, IHostApplicationLifetime server, ILogger<Importing> log)
{
    private readonly ConcurrentDictionary<(Guid Draft, Guid? Account), Lazy<ImportWork>> works = new();

    public static void Services(IServiceCollection services) => services.AddSingleton<Importing>();

    /// <summary>Who accepts again while it goes on gets the same work.</summary>
    public ImportWork Start(Guid draft, Actor actor, Acceptance how)
    {
        if (Find(draft, actor) is { Task.IsCompleted: true }) Forget(draft, actor);
        return works.GetOrAdd((draft, actor.AccountId), _ => new Lazy<ImportWork>(() => Begin(draft, actor, how))).Value;
    }

    /// <summary>The work on a draft of one's own; nothing when there is none.</summary>
    public ImportWork? Find(Guid draft, Actor actor) => works.GetValueOrDefault((draft, actor.AccountId))?.Value;

    /// <summary>What became of it has been told.</summary>
    public void Forget(Guid draft, Actor actor)
    {
        if (works.TryRemove((draft, actor.AccountId), out var work)) work.Value.Dispose();
    }

    private ImportWork Begin(Guid draft, Actor actor, Acceptance how)
    {
        var work = new ImportWork(server.ApplicationStopping);
        work.Begin(() => RunAsync(draft, actor, how, work));
        return work;
    }

    private async Task<Outcome> RunAsync(Guid draft, Actor actor, Acceptance how, ImportWork work)
    {
        try
        {
            await using var db = house.OpenPageDb();
            db.Database.SetCommandTimeout(TimeSpan.Zero); // it may wait for another import, and can be stopped
            await using var transaction = await db.Database.BeginTransactionAsync(work.Stopping);
            await db.Database.ExecuteSqlRawAsync(RequestTransaction.ScopeOf(actor), work.Stopping);
            var outcome = await ImportAsync(db, draft, actor, how, work);
            work.Stopping.ThrowIfCancellationRequested();
            if (outcome.IsSaved) await transaction.CommitAsync(CancellationToken.None);
            return outcome;
        }
        catch (Exception) when (work.Stopping.IsCancellationRequested)
        {
            log.LogInformation("An import was stopped; nothing of it is saved");
            return Outcome.Stopped;
        }
    }

    private async Task<Outcome> ImportAsync(HongyanDb db, Guid id, Actor actor, Acceptance how, ImportWork work)
    {
        var today = ChinaDate.Today(house.Clock);
        var writing = new Writing(db, house.Policy, house.Secrets, house.Clock, actor);
        var importer = new Importer(db, house.Policy, house.Secrets, writing.Recording, writing.Audit);
        await importer.LockAsync(work.Stopping);
        var drafts = new Drafts(db, house.Secrets, actor, house.Clock);
        if (await drafts.FindAsync(id, work.Stopping) is not { } draft) return Outcome.Gone;
        try
        {
            var judgement = await importer.JudgeAsync(drafts.RosterOf(draft), draft.OrgPath, today, work.Stopping);
            if (judgement.Accepted == 0 || (judgement.Rejected > 0 && !how.ValidOnly)) return Outcome.Refused;
            work.Total = judgement.Accepted;
            db.ImportDrafts.Remove(draft);
            await importer.SaveAsync(judgement, work.Stopping, how.AllPeriods ? null : today, done => work.Done = done);
            return new Outcome("saved", draft.Kind, judgement.Accepted, judgement.Rejected, judgement.Unchanged);
        }
        catch (UnreadableFile)
        {
            return Outcome.Refused; // the preview says why
        }
    }
}
