using Hongyan.Data;
using Hongyan.Features.Outside;
using Hongyan.Platform;
using Hongyan.Rules.Outside;

namespace Hongyan.Features.Import.Checks;

/// <summary>A home that rows of a file name, and the entry of the directory that it is.</summary>
/// <param name="Key">The same for the same home of the same file: what was chosen for it is kept under it.</param>
/// <param name="Similar">Entries that may be it, and those that are it where there are several: one can be chosen.</param>
/// <param name="Here">The organisation of this installation that it would be.</param>
/// <param name="Entry">The entry found or to be made; nothing while one of several has to be chosen.</param>
internal sealed record GuestHome(string Key, string Name, IReadOnlyList<OutsideOrganization> Similar, string? Here, OutsideOrganization? Entry, bool IsNew)
{
    public int Rows { get; set; }

    /// <summary>Whether a row that is accepted names it.</summary>
    public bool IsUsed { get; set; }

    public bool CanBeChosen => Here is null && Similar.Count > 0;
}

/// <summary>The homes that a file names, each found or made once. What is equal to an entry is that entry; what is similar is a new one and says so.</summary>
internal sealed class GuestHomes
{
    /// <summary>Chosen where none of the similar entries is the home.</summary>
    public const string New = "new";

    private readonly OutsideDirectory directory;
    private readonly OutsideBook book;
    private readonly Dictionary<string, GuestHome> homes = [];
    private readonly Dictionary<Guid, OutsideFacts> made = [];

    private GuestHomes(OutsideDirectory directory, OutsideBook book) => (this.directory, this.book) = (directory, book);

    /// <param name="chosen">By the key of a home the entry that its owner chose, or <see cref="New"/>.</param>
    public static async Task<GuestHomes> LoadAsync(
        HongyanDb db, PolicyLibrary policy, IEnumerable<HomeSaid> said, IReadOnlyDictionary<string, string> chosen, CancellationToken cancellation)
    {
        var entries = new OutsideDirectory(db, policy);
        await entries.LockAsync(cancellation);
        var named = new GuestHomes(entries, await OutsideBook.LoadAsync(db, policy, cancellation));
        foreach (var one in said.Where(one => one.Name is not null).OrderBy(one => one.Code is null)) // what knows its division makes the entry
            named.Find(one, chosen);
        return named;
    }

    public IEnumerable<GuestHome> All => homes.Values;

    /// <summary>The names of the entries that are made.</summary>
    public IReadOnlyList<string> Made => [.. Used.Select(home => home.Entry!).Where(IsMade).DistinctBy(entry => entry.Id).Select(entry => entry.Name)];

    /// <summary>New entries, each with one that was there and is similar.</summary>
    public IReadOnlyList<string[]> MadeSimilar =>
        [.. Used.Where(home => home is { IsNew: true, Similar.Count: > 0 }).Select(home => new[] { home.Name, home.Similar[0].Name })];

    private IEnumerable<GuestHome> Used => homes.Values.Where(home => home is { IsUsed: true, Entry: not null });

    /// <summary>The home that a row names; nothing where it names none.</summary>
    public GuestHome? Of(HomeSaid said) => said.Name is null ? null : homes[KeyOf(said)];

    /// <summary>Whether a stay's home is this one, as far as anybody can tell.</summary>
    public bool IsSame(Sojourn stay, GuestHome home) => stay.HomeOutside is { } id ? book.RootOf(id) == home.Entry?.Id
        : stay.HomeWords is { } words && directory.KeyOf(words, division: null) == directory.KeyOf(home.Name, division: null);

    /// <summary>Makes the entries that accepted rows need, under the lock that <see cref="LoadAsync"/> took.</summary>
    public async Task SaveAsync(HongyanDb db, string? into, CancellationToken cancellation)
    {
        var entries = Used.Select(home => home.Entry!).Where(IsMade).DistinctBy(entry => entry.Id).ToList();
        if (entries.Count == 0) return;
        var by = await ImportAuthor.OfAsync(db, into, cancellation);
        foreach (var entry in entries)
            db.OutsideOrganizations.Add(made[entry.Id].Make(entry.Id, directory.KeyOf, by.Account, by.Org, by.At));
        await db.SaveChangesAsync(cancellation);
        db.ChangeTracker.Clear();
    }

    private bool IsMade(OutsideOrganization entry) => made.ContainsKey(entry.Id);

    private string KeyOf(HomeSaid said) => $"{directory.KeyOf(said.Name!, said.Code)}|{said.Code}";

    private void Find(HomeSaid said, IReadOnlyDictionary<string, string> chosen)
    {
        var key = KeyOf(said);
        if (homes.TryGetValue(key, out var known))
        {
            known.Rows++;
            return;
        }
        var found = book.Match(new OutsideTraits([directory.KeyOf(said.Name!, said.Code)], said.Code, OutsideDirectory.Digits(said.Phone)));
        List<OutsideOrganization> offered = [.. (found.Equal.Count > 1 ? found.All : found.Similar).Where(entry => !IsMade(entry))];
        var choice = chosen.GetValueOrDefault(key);
        var entry = found.Here is not null ? null
            : Guid.TryParse(choice, out var id) && offered.Find(one => one.Id == id) is { } taken ? taken
            : found.Equal is [var only] ? only
            : null;
        var isNew = entry is null && found.Here is null && found.Equal.Count == 0;
        homes[key] = new GuestHome(key, said.Name!, offered, found.Here, isNew ? Make(said) : entry, isNew) { Rows = 1 };
    }

    private OutsideOrganization Make(HomeSaid said)
    {
        var superior = said.Committee is { } name
            && book.Match(new OutsideTraits([directory.KeyOf(name, said.Code)], said.Code, [])).Equal is [var above] && !IsMade(above) ? above : null;
        var phone = said.Phone is { } number && Rules.Identity.PhoneNumber.Read(number) is not null ? number : null;
        var facts = new OutsideFacts(said.Name!, OutsideLevel.Of(said.Name!), said.Code)
        {
            RegionUnknown = said.Code is not null ? null : said.Place ?? ImportWords.Say("outside.region-unknown"),
            SuperiorId = superior?.Id,
            Phone = phone,
            ContactName = said.Contact,
            Note = superior is null && said.Committee is { } committee ? ImportWords.Say("outside.committee", committee) : null,
        };
        var entry = facts.Make(Guid.CreateVersion7(), directory.KeyOf, account: null, org: null, default);
        made[entry.Id] = facts;
        book.Add(entry);
        return entry;
    }
}
