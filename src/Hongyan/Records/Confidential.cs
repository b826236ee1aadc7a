using Hongyan.Platform;
using Hongyan.Rules.Sojourns;

namespace Hongyan.Records;

/// <summary>What is written of hardship and health is for home and for the side that wrote it; the other learns only that it happened.</summary>
public static class Confidential
{
    /// <param name="writtenBy">The organisation whose account wrote it; what was imported belongs to home.</param>
    public static bool MayRead(string type, string? writtenBy, string? homePath, Actor actor) =>
        SojournRecords.Book.Find(type) is not { IsConfidential: true } || actor.MemberId is not null
        || Writers.Within(homePath, actor.OrgPath) || Writers.Within(writtenBy ?? homePath, actor.OrgPath);
}
