using Hongyan.Platform;

namespace Hongyan.Records;

/// <summary>Where the actor stands in a case that an organisation owns, for the rights that the types of record say.</summary>
public static class CaseWriters
{
    /// <summary>The sides he speaks for: that of his own organisation, no superior's; and those outside, whose letters are typed here.</summary>
    public static IReadOnlyList<string> SidesOf(Actor actor, IReadOnlyList<PartyHere> parties)
    {
        var own = parties.Where(party => party.Path is not null && party.Path == actor.OrgPath).Select(party => party.Side).ToList();
        return own.Count == 0 ? [] : [.. own, .. parties.Where(party => party.IsOutside).Select(party => party.Side)];
    }

    /// <summary>Why he may not write this for that side; nothing when he may.</summary>
    public static Refusal? Refusal(RecordType? type, string side, Actor actor, IReadOnlyList<PartyHere> parties)
    {
        var author = new RecordAuthor(SidesOf(actor, parties), actor.Can(Access.Deciding), actor.Can(Access.Clerk));
        return author.Sides.Count == 0 && type is { IsWritten: true } ? Hongyan.Rules.Engine.Refusal.Of("refusal.party")
            : RecordRights.Refusal(type, side, author) is { } refusal ? Hongyan.Rules.Engine.Refusal.Of(refusal) : null;
    }

    /// <summary>What he can write now, in the order of the course of the case.</summary>
    public static IEnumerable<(string Side, RecordType Type)> Offered(Actor actor, IReadOnlyList<PartyHere> parties, CaseStory story) =>
        from type in story.Kind.Book.Types
        from side in SidesOf(actor, parties)
        where type is { HasForm: true, IsInMenu: true } && Refusal(type, side, actor, parties) is null && story.StateRefusal(type) is null
        where story.End is null || type.While != While.Running
        where type.IsOffered(story, side)
        where type.Fields.All(field => field is not { Required: true, From: { } choices } || choices(story, side).Any())
        select (side, type);
}
