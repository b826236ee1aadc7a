using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Hongyan.Records;

/// <summary>
/// Two forms open on one stay, of two people or in two windows of one: the second is told what was recorded since it was opened, and
/// loses nothing typed. The page puts <c>&lt;meanwhile member="…" sojourn="…" /&gt;</c> into its form; the handler, with the stay held and
/// before anything is refused, says <c>if (await meanwhile.HappenedAsync(sojourn, type, cancellation)) return Page();</c>
/// </summary>
public sealed class Meanwhile(HongyanDb db, Actor actor, IHttpContextAccessor context)
{
    public const string Field = "Known";

    private readonly Dictionary<Guid, IReadOnlyList<Change>> changes = [];
    private readonly Dictionary<Guid, Guid> newest = [];
    private readonly HashSet<Guid> told = [];
    private readonly HashSet<Guid> taken = [];
    private readonly Dictionary<Guid, IReadOnlyCollection<WrittenRecord>> read = [];
    private IReadOnlyDictionary<Guid, Guid> remembered = new Dictionary<Guid, Guid>();

    /// <summary>Whether something was written to the stay since its form was opened; the answer is then 409 with the form as typed.</summary>
    /// <param name="step">The type of record that the form writes, when it writes a new one: a step taken meanwhile is not taken again.</param>
    public Task<bool> HappenedAsync(Sojourn sojourn, string? step, CancellationToken cancellation) => HappenedAsync([sojourn], step, only: null, cancellation);

    /// <summary>The same for a form on several stays.</summary>
    public Task<bool> HappenedAsync(IEnumerable<Sojourn> sojourns, string? step, CancellationToken cancellation) =>
        HappenedAsync(sojourns, step, only: null, cancellation);

    /// <summary>For what is written beside the course of the stay: only records of its own type are told.</summary>
    public Task<bool> SameHappenedAsync(Sojourn sojourn, string type, CancellationToken cancellation) =>
        HappenedAsync([sojourn], step: null, only: type, cancellation);

    /// <summary>
    /// For a form on several of whom each is written for himself: those to whose stay something was written since. They wait, and are told
    /// what it was; the others go on.
    /// </summary>
    /// <param name="only">The type of record that the form writes, when others beside it do not concern it.</param>
    public async Task<IReadOnlySet<Guid>> WaitingAsync(IReadOnlyCollection<Sojourn> sojourns, string? step, string? only, CancellationToken cancellation)
    {
        await KnowAsync(sojourns, cancellation);
        await FindAsync(
            sojourns.Where(sojourn => Posted(sojourn.Id) is { } posted && posted != newest.GetValueOrDefault(sojourn.Id)), step, only, cancellation);
        return changes.Where(one => one.Value.Count > 0).Select(one => one.Key).ToHashSet();
    }

    /// <summary>What a form that was sent before knew, by stay: a page that was redirected to asks as if it had been sent to it.</summary>
    public void Remember(IReadOnlyDictionary<Guid, Guid> known) => remembered = known;

    /// <summary>What the posted form says that its reader knew, by stay.</summary>
    public static IEnumerable<(Guid Sojourn, Guid Record)> PostedIn(IFormCollection form) =>
        from value in form[Field].OfType<string>()
        let parts = value.Split(':')
        where parts.Length == 2 && Guid.TryParse(parts[0], out _) && Guid.TryParse(parts[1], out _)
        select (Guid.Parse(parts[0]), Guid.Parse(parts[1]));

    /// <summary>The newest record of a stay that was asked for by <see cref="KnowAsync"/>.</summary>
    public Guid NewestOf(Guid sojourn) => newest.GetValueOrDefault(sojourn);

    /// <summary>Asks at once for the newest records of many stays; the form of each would ask by itself.</summary>
    public async Task KnowAsync(IReadOnlyCollection<Sojourn> sojourns, CancellationToken cancellation)
    {
        var unknown = sojourns.Where(sojourn => !newest.ContainsKey(sojourn.Id)).ToList();
        if (unknown.Count == 0)
            return;
        List<Guid> members = [.. unknown.Select(sojourn => sojourn.MemberId)], ids = [.. unknown.Select(sojourn => sojourn.Id)];
        var records = await db.Records.Where(r => members.Contains(r.OwnerId) && ids.Contains(r.CaseId))
            .Select(r => new { r.CaseId, r.Id, r.RecordedAt }).ToListAsync(cancellation);
        foreach (var ofStay in records.GroupBy(record => record.CaseId))
            newest[ofStay.Key] = ofStay.OrderByDescending(record => record.RecordedAt).ThenByDescending(record => record.Id).First().Id;
    }

    /// <summary>Takes the records of a stay from whoever has read all of them: where none is new, nothing is asked for.</summary>
    internal void Know(Guid sojourn, IReadOnlyCollection<WrittenRecord> records)
    {
        read[sojourn] = records;
        newest[sojourn] = records.OrderByDescending(record => record.RecordedAt).ThenByDescending(record => record.Id).FirstOrDefault().Id;
    }

    private async Task<bool> HappenedAsync(IEnumerable<Sojourn> sojourns, string? step, string? only, CancellationToken cancellation)
    {
        await FindAsync(sojourns, step, only, cancellation);
        if (changes.Values.All(all => all.Count == 0))
            return false;
        context.HttpContext!.Response.StatusCode = StatusCodes.Status409Conflict;
        return true;
    }

    private async Task FindAsync(IEnumerable<Sojourn> sojourns, string? step, string? only, CancellationToken cancellation)
    {
        var asked = sojourns.ToList();
        var sinceThen = await SinceAsync([.. asked.Where(sojourn => IsAsked(sojourn.Id) && !HasNothingNew(sojourn.Id))], cancellation);
        foreach (var id in asked.Select(sojourn => sojourn.Id))
        {
            changes[id] = [.. sinceThen[id].Where(change => only is null || change.Type == only)];
            if (step is not null && SojournRecords.Book[step].IsDecisive && sinceThen[id].Any(change => change.Type == step))
                taken.Add(id);
        }
        if (changes.Values.Any(all => all.Count > 0))
            Organizations = await Placements.NamesAsync(db, changes.Values.SelectMany(all => all).Select(change => change.Data), cancellation);
    }

    /// <summary>The organisations that the changes name, by their paths.</summary>
    public IReadOnlyDictionary<string, string> Organizations { get; private set; } = new Dictionary<string, string>();

    /// <summary>Whether the posted form says what its reader knew of the stay.</summary>
    public bool IsAsked(Guid sojourn) => Posted(sojourn) is not null;

    /// <summary>Whether the step that the form is for was taken meanwhile: sending it again is refused until the form is opened anew.</summary>
    internal bool IsTaken(Guid sojourn) => taken.Contains(sojourn);

    /// <summary>What to tell about a stay, once it was asked for. It is told once, however many forms of the page are about that stay.</summary>
    internal IReadOnlyList<Change> Tell(Guid sojourn) => told.Add(sojourn) ? changes.GetValueOrDefault(sojourn) ?? [] : [];

    /// <summary>What the form is to post: the newest record of the stay that its reader can know of.</summary>
    internal async Task<string> KnownAsync(Guid member, Guid sojourn, CancellationToken cancellation)
    {
        // a form that comes back for another reason has told its reader nothing new
        if ((!changes.ContainsKey(sojourn) || IsTaken(sojourn)) && Posted(sojourn) is { } posted)
            return Value(sojourn, posted);
        if (newest.TryGetValue(sojourn, out var last))
            return Value(sojourn, last);
        return Value(sojourn, await db.Records.Where(r => r.OwnerId == member && r.CaseId == sojourn)
            .OrderByDescending(r => r.RecordedAt).ThenByDescending(r => r.Id).Select(r => r.Id).FirstOrDefaultAsync(cancellation));
    }

    // Ids are made when a form is opened, so the order of writing is that of the recorded times.
    private async Task<ILookup<Guid, Change>> SinceAsync(IReadOnlyCollection<Sojourn> sojourns, CancellationToken cancellation)
    {
        if (sojourns.Count == 0)
            return Array.Empty<Change>().ToLookup(_ => Guid.Empty);
        List<Guid> members = [.. sojourns.Select(sojourn => sojourn.MemberId)], ids = [.. sojourns.Select(sojourn => sojourn.Id)];
        List<Guid> known = [.. sojourns.Select(sojourn => Posted(sojourn.Id)!.Value)];
        var rows = await (
            from record in db.Records.AsNoTracking()
            where members.Contains(record.OwnerId) && ids.Contains(record.CaseId)
                && !db.Records.Any(k => k.OwnerId == record.OwnerId && k.CaseId == record.CaseId && known.Contains(k.Id)
                    && k.RecordedAt >= record.RecordedAt)
            join one in db.Accounts on record.AccountId equals one.Id into accounts
            from account in accounts.DefaultIfEmpty()
            join org in db.Organizations on record.OrgPath equals org.Path into organizations
            from organization in organizations.DefaultIfEmpty()
            orderby record.RecordedAt
            select new { record, Writer = (string?)account.DisplayName, Organization = (string?)organization.Name }).ToListAsync(cancellation);
        return rows.ToLookup(row => row.record.CaseId,
            row => new Change(row.record.RecordedAt, row.record.OnDate, row.record.Type, row.record.Data, row.Writer, row.Organization)
        {
            IsHidden = !Confidential.MayRead(row.record.Type, row.record.OrgPath, row.record.HomePath, actor),
        });
    }

    private bool HasNothingNew(Guid sojourn) => read.TryGetValue(sojourn, out var records)
        && records.FirstOrDefault(record => record.Id == Posted(sojourn)) is { Id: var id } known && id != Guid.Empty
        && records.All(record => record.RecordedAt <= known.RecordedAt);

    private Guid? Posted(Guid sojourn)
    {
        if (remembered.TryGetValue(sojourn, out var before))
            return before;
        if (context.HttpContext?.Request is not { HasFormContentType: true } request)
            return null;
        var start = Value(sojourn, record: null);
        var posted = request.Form[Field].OfType<string>().FirstOrDefault(value => value.StartsWith(start, StringComparison.Ordinal));
        return posted is not null && Guid.TryParse(posted.AsSpan(start.Length), out var record) ? record : null;
    }

    /// <summary>What somebody wrote to a stay while a form on it was open.</summary>
    public sealed record Change(DateTimeOffset At, DateOnly OnDate, string Type, string Data, string? Writer, string? Organization)
    {
        /// <summary>What it says is not for this reader, only that it happened.</summary>
        public bool IsHidden { get; init; }
    }

    /// <summary>One form may be about several stays, so each says which it means.</summary>
    private static string Value(Guid sojourn, Guid? record) => $"{sojourn:N}:{record:N}";
}
