using Hongyan.Data;
using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>Where the actor stands in a sojourn, for the rights that the types of record say.</summary>
public static class Writers
{
    private static RecordBook Book => SojournRecords.Book;

    /// <summary>
    /// The sides the actor stands on. Where the host is no organisation of this installation nobody else can write for it:
    /// home records what the host told. A guest's home is outside: then there is one side here.
    /// </summary>
    public static IReadOnlyList<Side> SidesOf(Actor actor, string? homePath, string? hostPath)
    {
        var home = actor.ServesHome && Within(homePath, actor.OrgPath);
        var host = hostPath is null ? home : Within(hostPath, actor.OrgPath);
        return [.. new[] { (Side.Home, home), (Side.Host, host) }.Where(side => side.Item2).Select(side => side.Item1)];
    }

    /// <summary>
    /// Why the actor may not write this; nothing when he may. The answer is a key of the texts of this folder; <see cref="Refusal.Of"/> knows its clause.
    /// </summary>
    public static string? Refusal(string type, Side side, Actor actor, string? homePath, string? hostPath) =>
        RecordRights.Refusal(Book.Find(type), Sides.NameOf(side), AuthorOf(actor, homePath, hostPath));

    public static string? Refusal(string type, Side side, Actor actor, Sojourn sojourn) =>
        Refusal(type, side, actor, sojourn.HomePath, sojourn.HostPath)
        ?? StateRefusal(type, sojourn)?.Text;

    /// <summary>Why the member himself may not write this of his own sojourn; nothing when he may.</summary>
    public static string? MemberRefusal(string type, Actor actor, Sojourn sojourn) =>
        RecordRights.MemberRefusal(Book.Find(type), actor.MemberId == sojourn.MemberId)
        ?? StateRefusal(type, sojourn)?.Text;

    /// <summary>Why the present state of the case does not take this record, whoever writes it; nothing when it does.</summary>
    public static Refusal? StateRefusal(string type, Sojourn sojourn) => Progress.RefusalOf(Book[type], sojourn);

    /// <summary>What the actor can record in the present state of the case, in the order of a sojourn.</summary>
    public static IEnumerable<(Side Side, string Type)> Offered(Actor actor, Sojourn sojourn)
    {
        var author = AuthorOf(actor, sojourn.HomePath, sojourn.HostPath);
        return
            from side in author.Sides
            from type in Book.Types
            where type.IsInMenu && RecordRights.Refusal(type, side, author) is null && Progress.RefusalOf(type, sojourn) is null
            where sojourn.EndedOn is null || type.While != While.Running
            where Sides.Named(side) == Side.Home || sojourn.HostPath is not null || type.Sides.Count == 1 || type.IsOfferedForOutside
            select (Sides.Named(side), type.Name);
    }

    /// <summary>The side of a type that only one side writes; nothing for the others.</summary>
    public static Side? OnlySideOf(string type) => Book.Find(type)?.Sides is [var only] ? Sides.Named(only) : null;

    /// <summary>The side of a type that only one side writes; home for the others.</summary>
    public static Side UsualSide(string type) => Book[type].Sides is [var first, ..] ? Sides.Named(first) : Side.Host;

    /// <summary>Whether an organisation is the other or lies below it; what lies outside this installation lies below none.</summary>
    public static bool Within(string? path, string? top) =>
        top is not null && path is not null && path.StartsWith(top, StringComparison.Ordinal) && (path.Length == top.Length || path[top.Length] == '.');

    private static RecordAuthor AuthorOf(Actor actor, string? homePath, string? hostPath) =>
        new([.. SidesOf(actor, homePath, hostPath).Select(Sides.NameOf)], actor.Can(Access.Deciding), actor.Can(Access.Clerk),
            IsOfGuest: homePath is null);
}
