using Hongyan.Data;
using Hongyan.Features.Import.Checks;
using Hongyan.Features.Import.Layout;
using Hongyan.Features.Import.Reading;
using Hongyan.Features.Import.Values;
using Hongyan.Platform;
using Hongyan.Records;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Features.Import;

/// <summary>
/// From a file to the database, the same way for all kinds and for command line and pages: <see cref="Read"/> understands the
/// sheet, <see cref="JudgeAsync"/> answers every row, <see cref="SaveAsync"/> does what was accepted. The caller owns the transaction.
/// </summary>
internal sealed class Importer(HongyanDb db, PolicyLibrary policy, Secrets secrets, Recording recording, Audit audit)
{
    private static readonly Dictionary<string, string> NothingChosen = [];

    /// <exception cref="UnreadableFile">The file is refused as a whole.</exception>
    public static Roster Read(byte[] content, string kind, ReadingScope? scope = null) =>
        HeaderFinder.Find(RosterReader.Read(content), kind, scope ?? ReadingScope.Usual);

    /// <summary>Waits until no other import and no registration is being judged and saved; held until the transaction ends.</summary>
    public Task LockAsync(CancellationToken cancellation) =>
        db.Database.HoldAsync(AdvisoryLock.Import, cancellation);

    /// <summary>The organisation to import into when none is named; null for the first organisations of all.</summary>
    /// <exception cref="UnreadableFile">There is none, or more than one.</exception>
    public async Task<string?> RootAsync(string kind, CancellationToken cancellation)
    {
        var roots = await db.Organizations.Where(o => o.Path.Length == 3).Select(o => o.Path).Take(2).ToListAsync(cancellation);
        return roots switch
        {
            [var root] => root,
            [] when kind == ImportKind.Organizations => null,
            [] => throw new UnreadableFile("no-organizations"),
            _ => throw new UnreadableFile("several-roots"),
        };
    }

    public Task<Judgement> JudgeAsync(Roster roster, string? into, DateOnly on, CancellationToken cancellation) =>
        JudgeAsync(roster, into, on, NothingChosen, cancellation);

    /// <param name="homes">By the key of a home outside, the entry of the directory that was chosen for it.</param>
    public async Task<Judgement> JudgeAsync(
        Roster roster, string? into, DateOnly on, IReadOnlyDictionary<string, string> homes, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        if (roster.Kind == ImportKind.Organizations)
            return new Judgement(roster, into, on, await OrganizationRows.JudgeAsync(db, into, roster, on, problems, cancellation), problems, []);
        if (roster.Kind == ImportKind.Outside)
            return new Judgement(roster, into, on, await OutsideRows.JudgeAsync(db, policy, roster, on, problems, cancellation), problems, []);

        var branches = await Branches.LoadAsync(db, into ?? "", cancellation);
        if (into is null || branches.At(into) is null) throw new UnreadableFile("into-unknown", into ?? "");
        var places = new PlaceCodes(policy);
        var unknown = new List<UnknownNumber>();
        if (roster.Kind == ImportKind.Members)
        {
            var rows = await MemberRows.JudgeAsync(db, secrets, branches, roster, on, problems, unknown, cancellation);
            return new Judgement(roster, into, on, rows, problems, unknown);
        }
        var context = new RosterContext(db, secrets, policy, places, branches, homes);
        var (judged, named) = roster.Kind switch
        {
            ImportKind.Inflow => await InflowRows.JudgeAsync(context, roster, on, problems, unknown, cancellation),
            ImportKind.Announced => await AnnouncedRows.JudgeAsync(context, roster, on, problems, unknown, cancellation),
            _ => await OutflowRows.JudgeAsync(context, roster, on, problems, unknown, cancellation),
        };
        return new Judgement(roster, into, on, judged, problems, unknown) { Homes = named };
    }

    /// <summary>Does what the accepted rows ask for, and notes it. Rejected rows are left out.</summary>
    /// <param name="dutiesFrom">Periods that were over before this day are not asked for in the stays that are new; without it all are.</param>
    /// <param name="progress">Is told how many rows have been dealt with.</param>
    public async Task SaveAsync(Judgement judgement, CancellationToken cancellation, DateOnly? dutiesFrom = null, Action<int>? progress = null)
    {
        audit.Note("imported", judgement.Into,
            new { judgement.Roster.Kind, judgement.On, judgement.Accepted, judgement.Rejected, judgement.Unchanged, DutiesFrom = dutiesFrom });
        if (judgement.Roster.Kind == ImportKind.Outside)
        {
            await OutsideRows.SaveAsync(db, policy, judgement, cancellation);
            return;
        }
        if (judgement.Homes is { } homes) await homes.SaveAsync(db, judgement.Into, cancellation);
        await new Saving(db, secrets, recording, dutiesFrom).SaveAsync(judgement.Rows.Select(row => row.Change).OfType<Change>(), progress, cancellation);
    }
}
